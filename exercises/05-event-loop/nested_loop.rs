//! # A phone call at night                                      fix, 10 minutes
//!
//! Guests ring the night porter and ask for the way home. Each ring is a task on his
//! loop, and so is each wake-up call. For an answer he phones the station: `ring`
//! calls `directions`, that calls `phone`, and there, two calls deep in a task,
//! `block_on` panics. Let every guest be told the way.
//!
//! Given: `station.train_to(town)` and `station.platform_of(train)` make futures of
//! numbers. Each answer takes its time, and the second question needs the first.
//! Judged on the virtual clock, with other guests and times. The check calls `ring`:
//! it keeps its arguments and its words, and can be awaited; what is below it is
//! yours. Each guest is told the way in the moment of the second answer. Nobody else
//! is kept waiting, neither a guest nor a wake-up call. And it is the loop's own
//! thread that phones, and no other: one thread can wait for any number of answers.
//! Taught in lessons/05-event-loop, "The event loop".

use crate::Station;
use tokio::runtime::Handle;

pub async fn ring(town: String, station: Station) -> String {
    let way = directions(&town, &station);
    format!("to {town}: {way}")
}

fn directions(town: &str, station: &Station) -> String {
    let train = phone(station.train_to(town));
    let platform = phone(station.platform_of(train));
    format!("train {train}, platform {platform}")
}

/// Holds the line until the station has answered.
fn phone<T>(answer: impl Future<Output = T>) -> T {
    // TODO: wait for the answer without keeping the thread, here and in the callers.
    Handle::current().block_on(answer)
}
