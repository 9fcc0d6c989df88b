//! misconception: spawned-one-by-one
//! `map` is lazy, so each task is spawned only when its handle is awaited.

use probe::Service;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    let handles = ids.into_iter().map(|id| {
        let service = service.clone();
        tokio::spawn(async move { service.fetch(id).await })
    });
    let mut out = Vec::new();
    for h in handles {
        out.push(h.await.unwrap());
    }
    out
}
