//! misconception: block-on-inside-the-loop
//! The panic says "within a runtime", and `block_in_place` looks like permission to
//! block there. That function hands the other tasks to another worker, but this loop
//! has no other worker.

use crate::Station;
use tokio::{runtime::Handle, task::block_in_place};

pub async fn ring(town: String, station: Station) -> String {
    let way = directions(&town, &station);
    format!("to {town}: {way}")
}

fn directions(town: &str, station: &Station) -> String {
    let train = phone(station.train_to(town));
    let platform = phone(station.platform_of(train));
    format!("train {train}, platform {platform}")
}

fn phone<T>(answer: impl Future<Output = T>) -> T {
    block_in_place(|| Handle::current().block_on(answer))
}
