//! Plays a single act without a story, for the benchmark.

use crate::{
    story::run_act,
    timeline::{Record, Timeline},
};
use std::sync::OnceLock;
use tokio::runtime::Builder;

/// Plays `future` as an act on the virtual or the real clock, and returns the record
/// without printing or drawing anything.
///
/// # Panics
///
/// Panics if the program has installed another `tracing` subscriber.
pub fn record(virtual_clock: bool, future: impl Future<Output = ()>) -> Record {
    static TIMELINE: OnceLock<Timeline> = OnceLock::new();
    let timeline = TIMELINE.get_or_init(Timeline::install);
    let mut builder = Builder::new_current_thread();
    run_act(&mut builder, virtual_clock, timeline, |_, _| (), future);
    timeline.finish()
}
