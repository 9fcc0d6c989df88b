//! A verdict for people, as text with colors.
//!
//! It says what happened, then why, and then what to do next. It never shows the
//! solution.

mod explanation;
mod failures;
mod headline;
mod on_screen;
pub(crate) mod paragraph;
mod warnings;
mod whole;

pub(crate) use explanation::explanation;
pub(crate) use headline::summary;
pub(crate) use on_screen::{Layout, OnScreen, former};
pub(crate) use whole::{brief, verdict};
