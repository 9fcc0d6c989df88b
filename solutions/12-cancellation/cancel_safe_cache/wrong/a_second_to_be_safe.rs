//! tests-failed: it returns after
//! Everything is done, but `answer` waits for another second, to be safe.

use crate::Cache;
use probe::Service;
use std::time::Duration;
use tokio::{sync::mpsc::Sender, time::sleep};

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
    sleep(Duration::from_secs(1)).await;
}
