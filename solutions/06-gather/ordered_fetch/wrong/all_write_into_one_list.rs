//! misconception: turns-share-a-mut
//! The fetches take turns on one thread, so it seems that each can push its own
//! answer.

use futures::future::join_all;
use probe::Service;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    let mut answers = Vec::new();
    let mut fetches = Vec::new();
    for id in ids {
        let fetch = service.fetch(id);
        fetches.push(async { answers.push(fetch.await) });
    }
    join_all(fetches).await;
    answers
}
