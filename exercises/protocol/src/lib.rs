//! The protocol between the probe and the runner.
//!
//! The runner sets environment variables ([`mod@env`]) that tell a check where to write its
//! report and how wide its text should be. The probe writes one [`Event`] per line of that
//! report. Both parse `exercises/misconceptions.md` with [`Misconception::parse_all`].

pub mod env;
mod event;
mod json;
mod misconception;

pub use event::{End, Event, Observed, Rejected};
pub use misconception::{CompilerMessagePattern, Misconception, ParseError};
