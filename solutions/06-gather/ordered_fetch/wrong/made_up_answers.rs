//! misconception: calling-starts-it
//! The calls stand there, and the answers look right.

use probe::Service;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    ids.into_iter()
        .map(|id| {
            drop(service.fetch(id));
            format!("answer {id}")
        })
        .collect()
}
// touched 32468
