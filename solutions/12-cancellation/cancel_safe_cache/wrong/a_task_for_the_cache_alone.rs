//! misconception: done-or-not-begun
//! What must not be forgotten is a task, which goes on. And then the sending does not.

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
    replies.send(answer).await.expect("somebody listens");
    task.await.expect("it does not panic");
}
