//! Until the answer has arrived, there is nothing to undo, so that part can safely
//! be dropped.

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
    let both = async move {
        cache.set(id, answer.clone()).await;
        replies.send(answer).await.expect("the asker listens");
    };
    tokio::spawn(both).await.expect("it does not panic");
}
