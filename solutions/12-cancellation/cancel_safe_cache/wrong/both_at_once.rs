//! misconception: done-or-not-begun
//! `join!` does both steps at the same time, so nothing can happen between them.

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
    let (sent, ()) =
        tokio::join!(replies.send(answer.clone()), cache.set(id, answer.clone()));
    sent.expect("the asker listens");
}
