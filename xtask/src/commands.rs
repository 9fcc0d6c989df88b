//! The command line, and the commands of learners, one file each.

pub(crate) mod check;
pub(crate) mod command_line;
pub(crate) mod diff;
pub(crate) mod hint;
pub(crate) mod list;
pub(crate) mod reset;
pub(crate) mod solution;
pub(crate) mod status;
