//! misconception: done-or-not-begun
//! The guard sends what was stored but not sent. But `answer` is waiting because the
//! channel is full, so the guard can't send either.

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
    replies.send(answer).await.expect("the asker listens");
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
