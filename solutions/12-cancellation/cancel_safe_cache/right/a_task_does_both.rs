//! A task does both, and dropping its handle doesn't stop it. `answer` awaits the
//! handle, so it waits for both.

use crate::Cache;
use probe::Service;
use tokio::sync::mpsc::Sender;

pub async fn answer(
    service: Service,
    cache: Cache,
    replies: Sender<String>,
    id: usize,
) {
    let both = async move {
        let answer = service.fetch(id).await;
        replies.send(answer.clone()).await.expect("the asker listens");
        cache.set(id, answer).await;
    };
    tokio::spawn(both).await.expect("it does not panic");
}
