//! misconception: done-or-not-begun
//! An answer is kept before it is sent, so nobody can have one that is not kept.

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
    replies.send(answer).await.expect("somebody listens");
}
