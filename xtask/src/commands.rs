//! The command line, and the learners' commands, one file for each.

pub(crate) mod check;
pub(crate) mod command_line;
pub(crate) mod diff;
pub(crate) mod hint;
pub(crate) mod list;
pub(crate) mod reset;
pub(crate) mod skip;
pub(crate) mod solution;
pub(crate) mod status;
pub(crate) mod track;
