//! tests-failed: given rings for village 1 at 0.3 s
//! A guest who has waited for five seconds is sent away.

use crate::Station;
use std::time::Duration;
use tokio::time::timeout;

const PATIENCE: Duration = Duration::from_secs(5);

pub async fn ring(town: String, station: Station) -> String {
    let way = timeout(PATIENCE, directions(&town, &station)).await;
    let way = way.unwrap_or_else(|_| "unknown".to_owned());
    format!("to {town}: {way}")
}

async fn directions(town: &str, station: &Station) -> String {
    let train = station.train_to(town).await;
    let platform = station.platform_of(train).await;
    format!("train {train}, platform {platform}")
}
