//! A task for each fetch. Awaiting the handles in order keeps the order and costs no
//! time, because the runtime polls every task, awaited or not.

use probe::Service;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    let fetch = |id| {
        let service = service.clone();
        tokio::spawn(async move { service.fetch(id).await })
    };
    let handles: Vec<_> = ids.into_iter().map(fetch).collect();
    let mut answers = Vec::new();
    for handle in handles {
        answers.push(handle.await.expect("a fetch does not panic"));
    }
    answers
}
