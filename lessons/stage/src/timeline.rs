//! Records which lane held the thread at what time, and draws that in three formats.
//!
//! [`Timeline`] is a `tracing` layer that fills a [`Record`] from spans. [`terminal`],
//! [`svg`], and [`trace`] draw the record. These three modules don't depend on spans,
//! runtimes, or clocks.

mod layer;
mod record;
mod round;
pub mod svg;
pub mod terminal;
pub mod trace;

pub use layer::Timeline;
pub use record::{Act, Axis, End, Hold, Lane, Line, Record};
