//! misconception: one-thread-one-wait
//! The code is async up to the task, so the loop is free. But each wait takes up a
//! thread, as if waiting needed one.

use crate::Station;
use tokio::{runtime::Handle, task::spawn_blocking};

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
    let handle = Handle::current();
    let call = spawn_blocking(move || handle.block_on(answer));
    call.await.expect("a call ends well")
}
