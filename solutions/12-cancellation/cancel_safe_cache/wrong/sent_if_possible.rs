//! tests-failed: the channel does not have the answer, but the cache has it
//! Code that doesn't wait can't be dropped halfway. But a full channel accepts
//! nothing.

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
    cache.set(id, answer.clone()).await;
    let _ = replies.try_send(answer);
}
