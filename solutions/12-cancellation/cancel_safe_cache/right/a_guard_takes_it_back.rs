//! The guard removes the stored answer, unless it was sent.

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
    let mut kept = Kept { cache, id, for_good: false };
    replies.send(answer).await.expect("the asker listens");
    kept.for_good = true;
}

struct Kept {
    cache: Cache,
    id: usize,
    for_good: bool,
}

impl Drop for Kept {
    fn drop(&mut self) {
        if !self.for_good {
            self.cache.remove(self.id);
        }
    }
}
