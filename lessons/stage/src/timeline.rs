//! Who held the thread, and when: recorded from spans, drawn in three ways.
//!
//! [`Timeline`] is a `tracing` layer and fills a [`Record`]; [`terminal`], [`svg`] and
//! [`trace`] draw one. The drawing modules know nothing of spans, runtimes and clocks.

mod layer;
mod record;
mod round;
pub mod svg;
pub mod terminal;
pub mod trace;

pub use layer::Timeline;
pub use record::{Act, Axis, End, Hold, Lane, Line, Record};
