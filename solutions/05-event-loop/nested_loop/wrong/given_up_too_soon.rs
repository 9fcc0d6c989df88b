//! tests-failed: the station is asked for train 0, which doesn't exist
//! No call is allowed to take long. After a timeout, the answer is assumed to be
//! zero, and the next question asks about train 0.

use crate::Station;
use std::time::Duration;
use tokio::time::timeout;

pub async fn ring(town: String, station: Station) -> String {
    let way = directions(&town, &station).await;
    format!("to {town}: {way}")
}

async fn directions(town: &str, station: &Station) -> String {
    let train = phone(station.train_to(town)).await;
    let platform = phone(station.platform_of(train)).await;
    format!("train {train}, platform {platform}")
}

async fn phone(answer: impl Future<Output = u32>) -> u32 {
    timeout(Duration::from_millis(800), answer).await.unwrap_or_default()
}
