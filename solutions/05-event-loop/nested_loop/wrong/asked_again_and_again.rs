//! tests-failed: The station was asked
//! If an answer takes longer than a tenth of a second, the question is asked again.

use crate::Station;
use std::time::Duration;
use tokio::time::timeout;

pub async fn ring(town: String, station: Station) -> String {
    let train = loop {
        if let Ok(train) =
            timeout(Duration::from_millis(100), station.train_to(&town)).await
        {
            break train;
        }
    };
    let platform = station.platform_of(train).await;
    format!("to {town}: train {train}, platform {platform}")
}
