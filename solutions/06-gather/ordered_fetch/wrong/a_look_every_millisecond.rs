//! misconception: now-and-then-is-waiting
//! If you check every millisecond, you're never late.

use futures::future::join_all;
use probe::Service;
use std::time::Duration;
use tokio::time::sleep;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    let all = tokio::spawn(async move {
        join_all(ids.into_iter().map(|id| service.fetch(id))).await
    });
    while !all.is_finished() {
        sleep(Duration::from_millis(1)).await;
    }
    all.await.expect("a fetch does not panic")
}
