//! misconception: spawned-one-by-one
//! `spawn` is supposed to make things concurrent, and the `.await` after it looks
//! harmless.

use probe::Service;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    let mut answers = Vec::new();
    for id in ids {
        let service = service.clone();
        let task = tokio::spawn(async move { service.fetch(id).await });
        answers.push(task.await.expect("a fetch does not panic"));
    }
    answers
}
