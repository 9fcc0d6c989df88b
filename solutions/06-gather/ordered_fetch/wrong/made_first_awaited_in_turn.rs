//! misconception: awaits-in-sequence
//! Creating all the futures first looks like starting them all.

use probe::Service;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    let fetches: Vec<_> = ids.into_iter().map(|id| service.fetch(id)).collect();
    let mut answers = Vec::new();
    for fetch in fetches {
        answers.push(fetch.await);
    }
    answers
}
