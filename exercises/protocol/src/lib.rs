//! What the probe and the runner say to each other.
//!
//! The runner tells a check through environment variables ([`mod@env`]) where to write its
//! report and how wide to write. The probe answers with one [`Event`] per line of that
//! report. Both read `exercises/misconceptions.md`, and both read it with
//! [`Misconception::parse_all`].

pub mod env;
mod event;
mod json;
mod misconception;

pub use event::{End, Event, Observed, Rejected};
pub use misconception::{CompileErrorPattern, Misconception, ParseError};
