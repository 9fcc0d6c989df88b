//! misconception: calling-starts-it
//! `fetch` is called for each id, and the answers look right.

use probe::Service;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    ids.into_iter()
        .map(|id| {
            drop(service.fetch(id));
            format!("answer {id}")
        })
        .collect()
}
