//! misconception: spawned-is-done
//! A task cannot be dropped, so it is safe to leave it alone.

use crate::Cache;
use probe::Service;
use tokio::sync::mpsc::Sender;

pub async fn answer(
    service: Service,
    cache: Cache,
    replies: Sender<String>,
    id: usize,
) {
    tokio::spawn(async move {
        let answer = service.fetch(id).await;
        replies.send(answer.clone()).await.expect("somebody listens");
        cache.set(id, answer).await;
    });
}
