//! misconception: now-and-then-is-waiting
//! A task fetches the answer, and a loop checks every ten milliseconds whether it
//! has arrived.

use crate::Station;
use std::time::Duration;
use tokio::time::sleep;

pub async fn ring(town: String, station: Station) -> String {
    let way = directions(&town, &station).await;
    format!("to {town}: {way}")
}

async fn directions(town: &str, station: &Station) -> String {
    let train = phone(station.train_to(town)).await;
    let platform = phone(station.platform_of(train)).await;
    format!("train {train}, platform {platform}")
}

async fn phone<T: Send + 'static>(
    answer: impl Future<Output = T> + Send + 'static,
) -> T {
    let call = tokio::spawn(answer);
    while !call.is_finished() {
        sleep(Duration::from_millis(10)).await;
    }
    call.await.expect("a call ends well")
}
