//! misconception: join-takes-a-list
//! The macro is expected to take any number of futures, as `gather(*…)` does in Python.

use probe::Service;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    let fetches = ids.into_iter().map(|id| service.fetch(id));
    let (answers,) = tokio::join!(fetches);
    answers
}
