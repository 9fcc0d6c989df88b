//! A task does both, and nobody drops it. Whoever awaits its handle waits for both.

use crate::Cache;
use probe::Service;
use tokio::sync::mpsc::Sender;

pub async fn answer(
    service: Service,
    cache: Cache,
    replies: Sender<String>,
    id: usize,
) {
    let both = async move {
        let answer = service.fetch(id).await;
        replies.send(answer.clone()).await.expect("somebody listens");
        cache.set(id, answer).await;
    };
    tokio::spawn(both).await.expect("it does not panic");
}
