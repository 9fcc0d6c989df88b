//! misconception: done-or-not-begun
//! What was kept and not sent is sent by the guard. But a full channel is why it waits.

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
    let mut kept = Kept { answer: Some(answer.clone()), replies: replies.clone() };
    replies.send(answer).await.expect("somebody listens");
    kept.answer = None;
}

struct Kept {
    answer: Option<String>,
    replies: Sender<String>,
}

impl Drop for Kept {
    fn drop(&mut self) {
        if let Some(answer) = self.answer.take() {
            let _ = self.replies.try_send(answer);
        }
    }
}
