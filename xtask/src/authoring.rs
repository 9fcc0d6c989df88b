//! The commands for authors, which extend and check the course.

pub(crate) mod ci;
pub(crate) mod lock;
pub(crate) mod new;
pub(crate) mod prove;
pub(crate) mod twins;
