//! tests-failed: given 40 rings
//! There are only four phone lines, so the fifth guest has to wait.

use crate::Station;
use tokio::sync::Semaphore;

static LINES: Semaphore = Semaphore::const_new(4);

pub async fn ring(town: String, station: Station) -> String {
    let _line = LINES.acquire().await.unwrap();
    let train = station.train_to(&town).await;
    let platform = station.platform_of(train).await;
    format!("to {town}: train {train}, platform {platform}")
}
