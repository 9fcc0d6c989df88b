//! Each call is a task of the loop, and its handle is awaited.

use crate::Station;
use tokio::task::JoinHandle;

pub async fn ring(town: String, station: Station) -> String {
    let way = directions(&town, &station).await;
    format!("to {town}: {way}")
}

async fn directions(town: &str, station: &Station) -> String {
    let train = phone(station.train_to(town)).await.expect("a call ends well");
    let platform =
        phone(station.platform_of(train)).await.expect("a call ends well");
    format!("train {train}, platform {platform}")
}

fn phone<T: Send + 'static>(
    answer: impl Future<Output = T> + Send + 'static,
) -> JoinHandle<T> {
    tokio::spawn(answer)
}
