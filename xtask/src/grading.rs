//! Turns files into verdicts: the files are read, built, run in parallel, and
//! judged.

mod build;
mod cargo_errors;
pub(crate) mod contention;
mod dep_info;
mod diagnostic;
mod environment;
pub(crate) mod external;
pub(crate) mod freshness;
pub(crate) mod graded;
mod grader;
pub(crate) mod in_place;
mod judge;
mod let_underscore;
mod libtest;
mod lint_levels;
mod machine_limits;
pub(crate) mod preflight;
mod probe_report;
mod program;
pub(crate) mod scratch;
mod scratch_manifest;
mod scratch_workspace;
mod sealed_build;
pub(crate) mod settings;
mod speculative;
mod submitted_file;
mod tokens;
mod visible;
mod word_net;
