//! misconception: spawned-is-done
//! A task can't be dropped, so there is no need to await it.

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
        replies.send(answer.clone()).await.expect("the asker listens");
        cache.set(id, answer).await;
    });
}
