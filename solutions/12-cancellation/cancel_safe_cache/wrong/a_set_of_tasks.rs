//! tests-failed: the answer was sent, but in the end the cache
//! A `JoinSet` takes care of its tasks. When it is dropped, it aborts them.

use crate::Cache;
use probe::Service;
use tokio::sync::mpsc::Sender;
use tokio::task::JoinSet;

pub async fn answer(
    service: Service,
    cache: Cache,
    replies: Sender<String>,
    id: usize,
) {
    let mut tasks = JoinSet::new();
    tasks.spawn(async move {
        let answer = service.fetch(id).await;
        replies.send(answer.clone()).await.expect("the asker listens");
        cache.set(id, answer).await;
    });
    tasks.join_all().await;
}
