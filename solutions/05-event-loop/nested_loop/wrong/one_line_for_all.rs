//! misconception: one-thread-one-wait
//! There is only one porter, so there is only one call at a time: the second guest
//! waits until the first one has been told.

use crate::Station;
use tokio::sync::Mutex;

static LINE: Mutex<()> = Mutex::const_new(());

pub async fn ring(town: String, station: Station) -> String {
    let way = directions(&town, &station).await;
    format!("to {town}: {way}")
}

async fn directions(town: &str, station: &Station) -> String {
    let _held = LINE.lock().await;
    let train = phone(station.train_to(town)).await;
    let platform = phone(station.platform_of(train)).await;
    format!("train {train}, platform {platform}")
}

async fn phone<T>(answer: impl Future<Output = T>) -> T {
    answer.await
}
