//! tests-failed: the channel has the answer, but the cache does not have it
//! The guard never learns that both steps are done.

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
    let _kept = Kept { cache, id };
    replies.send(answer).await.expect("the asker listens");
}

struct Kept {
    cache: Cache,
    id: usize,
}

impl Drop for Kept {
    fn drop(&mut self) {
        self.cache.remove(self.id);
    }
}
