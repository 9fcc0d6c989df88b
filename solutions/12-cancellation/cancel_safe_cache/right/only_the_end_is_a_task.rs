//! Up to the answer there is nothing to undo, and it may be dropped.

use crate::Cache;
use probe::Service;
use tokio::sync::mpsc::Sender;

pub async fn answer(
    service: Service,
    cache: Cache,
    replies: Sender<String>,
    id: usize,
) {
    let answer = service.fetch(id).await;
    let both = async move {
        cache.set(id, answer.clone()).await;
        replies.send(answer).await.expect("somebody listens");
    };
    tokio::spawn(both).await.expect("it does not panic");
}
