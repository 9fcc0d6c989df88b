//! misconception: done-or-not-begun
//! The last line is meant to work like a `finally`: if the answer wasn't sent,
//! remove it from the cache. But after a drop, this line is never reached.

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
    if replies.send(answer).await.is_err() {
        cache.remove(id);
    }
}
