//! Async from `phone` up to `ring`: each function that needs the answer awaits it.
//!
//! Each await gives the thread back to the caller's await, and so on, all the way up
//! to the task and its loop. So the loop can poll other tasks, and one thread can
//! wait for any number of answers.

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

/// Waits until the station has answered.
async fn phone<T>(answer: impl Future<Output = T>) -> T {
    answer.await
}
