//! Room is reserved first, and kept while the answer is fetched.

use crate::Cache;
use probe::Service;
use tokio::sync::mpsc::Sender;

pub async fn answer(
    service: Service,
    cache: Cache,
    replies: Sender<String>,
    id: usize,
) {
    let room = replies.reserve_owned().await.expect("the asker listens");
    let answer = service.fetch(id).await;
    cache.set(id, answer.clone()).await;
    room.send(answer);
}
