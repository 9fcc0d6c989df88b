//! Async from `phone` up to `ring`: whoever needs the answer awaits it.
//!
//! Each await gives the thread back, and the callers pass that on, up to the task.
//! The loop turns for the others meanwhile, and one thread holds all the lines.

use crate::Station;

pub async fn ring(town: String, station: Station) -> String {
    let way = directions(&town, &station).await;
    format!("to {town}: {way}")
}

async fn directions(town: &str, station: &Station) -> String {
    let train = phone(station.train_to(town)).await;
    let platform = phone(station.platform_of(train)).await;
    format!("train {train}, platform {platform}")
}

/// Holds the line until the station has answered.
async fn phone<T>(answer: impl Future<Output = T>) -> T {
    answer.await
}
