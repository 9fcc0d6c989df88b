//! # A phone call at night
//!
//! **fix, 10 minutes**
//!
//! Guests ring the night porter and ask for the way home.
//! Each ring is a task on his event loop, and so is each wake-up call.
//! To find the answer, he phones the station: `ring` calls `directions`, which calls
//! `phone`. There, two calls deep in a task, `block_on` panics.
//! Fix it, so that every guest is told the way.
//!
//! **Given:** two futures of numbers. Each answer takes time, and the second
//! question needs the first answer.
//!
//! ```rust,ignore
//! impl Station {
//!     fn train_to(&self, town: &str) -> impl Future<Output = u32>;
//!     fn platform_of(&self, train: u32) -> impl Future<Output = u32>;
//! }
//! ```
//!
//! **Judged:** on the virtual clock, with other guests and times:
//! - each guest is told the way at the moment of the second answer
//! - no other guest and no wake-up call is delayed
//! - the loop's own thread phones the station, and no other thread does: one thread
//!   can wait for any number of answers
//!
//! The check calls `ring`, so keep its arguments and the text that it returns. It
//! must be possible to await it. You may change everything below it.
//!
//! **Taught in:** lessons/05-event-loop, "The event loop".

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
