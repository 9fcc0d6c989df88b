//! The commands of authors: what makes and checks the course.

pub(crate) mod ci;
pub(crate) mod lock;
pub(crate) mod new;
pub(crate) mod prove;
pub(crate) mod twins;
