//! A `JoinSet` returns the answers as they arrive, so each task returns its index,
//! too.

use probe::Service;
use tokio::task::JoinSet;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    let mut set = JoinSet::new();
    for (place, id) in ids.into_iter().enumerate() {
        let service = service.clone();
        set.spawn(async move { (place, service.fetch(id).await) });
    }
    let mut answers = set.join_all().await;
    answers.sort_by_key(|&(place, _)| place);
    answers.into_iter().map(|(_, answer)| answer).collect()
}
