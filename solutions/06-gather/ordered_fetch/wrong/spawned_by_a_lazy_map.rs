//! misconception: spawning-is-enough
//! `map` looks like a loop that has spawned all tasks when it returns.

use probe::Service;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    let tasks = ids.into_iter().map(|id| {
        let service = service.clone();
        tokio::spawn(async move { service.fetch(id).await })
    });
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.expect("a fetch does not panic"));
    }
    answers
}
