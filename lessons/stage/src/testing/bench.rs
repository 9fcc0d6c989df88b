//! For the benchmark: an act without its story.

use crate::{
    story::perform,
    timeline::{Record, Timeline},
};
use std::sync::OnceLock;
use tokio::runtime::Builder;

/// Plays `future` as a story's act on the virtual or the real clock, and gives the
/// picture instead of drawing it.
///
/// # Panics
///
/// If the program has a subscriber of its own.
pub fn record(virtual_clock: bool, future: impl Future<Output = ()>) -> Record {
    static TIMELINE: OnceLock<Timeline> = OnceLock::new();
    let timeline = TIMELINE.get_or_init(Timeline::install);
    let mut builder = Builder::new_current_thread();
    perform(&mut builder, virtual_clock, timeline, |_, _| (), future);
    timeline.finish()
}
