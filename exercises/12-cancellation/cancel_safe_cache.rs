//! # A cache that agrees
//!
//! **fix, 20 minutes**
//!
//! `answer` fetches an answer, sends it to the task that asked, and stores it in the
//! cache. It may be canceled at any time, which means that it is dropped at one of
//! its awaits. As the code is now, an answer may be sent but never stored. Change
//! the code so that the channel and the cache always agree: wherever `answer` is
//! dropped, either both end up with the answer, or neither does.
//!
//! **Given:**
//!
//! ```text
//! impl Service {  // clones are the same service
//!     async fn fetch(&self, id: usize) -> String;
//! }
//!
//! impl Cache {  // clones are the same cache
//!     // Waits for its turn, then writes as its very last step.
//!     async fn set(&self, id: usize, answer: String);
//!     fn remove(&self, id: usize);  // doesn't wait
//! }
//! ```
//!
//! The channel has room for one answer at a time.
//!
//! **Judged:** on the virtual clock, with a channel that is full at first and with
//! one that is not:
//!
//! - `answer` is dropped at each of its awaits, and every few milliseconds. Tasks
//!   that it has spawned get time to finish. After that, both have the answer, or
//!   neither does.
//! - When `answer` has returned, both have the answer, and no task is left. It takes
//!   at most 5 ms longer than the total time for fetching, waiting for room, and
//!   storing.
//! - The answer is fetched once, and sent at most once.
//!
//! **Taught in:** lessons/12-cancellation, "Called off".

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
    // TODO: make sending and storing cancel safe.
    replies.send(answer.clone()).await.expect("the asker listens");
    cache.set(id, answer).await;
}
