//! misconception: done-or-not-begun
//! A `finally` in spirit: if the answer was not sent, the cache forgets it. The line is
//! never reached.

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
