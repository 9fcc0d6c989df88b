//! First everything that waits, and then both in one go.
//!
//! The room in the channel is reserved before the cache writes, and the answer is sent
//! right after: the last await ends with the write, and none stands between the two.
//! Dropped earlier, it gives the room back.

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
    let room = replies.reserve().await.expect("somebody listens");
    cache.set(id, answer.clone()).await;
    room.send(answer);
}
