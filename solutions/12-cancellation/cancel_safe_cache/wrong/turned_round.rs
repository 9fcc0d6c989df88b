//! misconception: done-or-not-begun
//! The answer is stored before it is sent, so it can't be sent without being stored.

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
    cache.set(id, answer.clone()).await;
    replies.send(answer).await.expect("the asker listens");
}
