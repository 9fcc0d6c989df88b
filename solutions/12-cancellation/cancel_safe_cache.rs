//! Everything that waits comes first. After that, both steps are done with no await
//! in between.
//!
//! Room in the channel is reserved before the cache writes, and the answer is sent
//! right after. The write is the last await. If `answer` is dropped earlier, the
//! dropped permit frees the room again.

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
    let room = replies.reserve().await.expect("the asker listens");
    cache.set(id, answer.clone()).await;
    room.send(answer);
}
