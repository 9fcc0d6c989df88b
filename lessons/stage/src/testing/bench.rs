//! For the benchmark: an act without its story.

use crate::{
    clock::Clock,
    timeline::{Record, Timeline},
};
use std::{sync::OnceLock, time::Instant};
use tokio::runtime::Builder;
use tracing_subscriber::layer::SubscriberExt;

/// Plays `future` on the virtual or the machine's own clock, with the subscriber that a
/// story installs, and gives the picture instead of drawing it.
///
/// # Panics
///
/// If the program has a subscriber of its own.
pub fn record(virtual_clock: bool, future: impl Future<Output = ()>) -> Record {
    static TIMELINE: OnceLock<Timeline> = OnceLock::new();
    let timeline = TIMELINE.get_or_init(|| {
        let timeline = Timeline::default();
        let subscriber = tracing_subscriber::registry().with(timeline.clone());
        tracing::subscriber::set_global_default(subscriber)
            .expect("the program has no other subscriber");
        timeline
    });
    let runtime = Builder::new_current_thread()
        .enable_time()
        .start_paused(virtual_clock)
        .build()
        .expect("a runtime with a clock and no sockets needs only memory");
    runtime.block_on(async {
        let clock = if virtual_clock {
            Clock::Paused(tokio::time::Instant::now())
        } else {
            Clock::Real(Instant::now())
        };
        timeline.begin(clock.clone(), |_, _| {});
        let _entered = clock.enter();
        future.await;
        timeline.freeze();
    });
    drop(runtime);
    timeline.finish()
}
