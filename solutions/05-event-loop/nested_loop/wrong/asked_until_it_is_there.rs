//! misconception: waking-myself-is-waiting
//! The code is async up to the task, but then the task asks over and over whether
//! the call is done.

use crate::Station;
use tokio::task::yield_now;

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
        yield_now().await;
    }
    call.await.expect("a call ends well")
}
