//! misconception: done-or-not-begun
//! Storing must not be forgotten, so it is done by a task, which keeps running. But
//! the send can still be dropped.

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
    let kept = answer.clone();
    let task = tokio::spawn(async move { cache.set(id, kept).await });
    replies.send(answer).await.expect("the asker listens");
    task.await.expect("it does not panic");
}
