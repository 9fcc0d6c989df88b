//! tests-failed: the answer was sent, but in the end the cache
//! The task that sends and stores is in a `JoinSet`, which aborts it when dropped.

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
    let answer = service.fetch(id).await;
    let mut tasks = JoinSet::new();
    tasks.spawn(async move {
        replies.send(answer.clone()).await.expect("the asker listens");
        cache.set(id, answer).await;
    });
    while let Some(done) = tasks.join_next().await {
        done.expect("the task does not panic");
    }
}
