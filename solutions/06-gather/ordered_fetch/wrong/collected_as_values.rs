//! misconception: a-call-is-its-value
//! Futures are collected where their values should have been.

use probe::Service;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    let mut answers = Vec::new();
    for id in ids {
        let answer: String = service.fetch(id);
        answers.push(answer);
    }
    answers
}
