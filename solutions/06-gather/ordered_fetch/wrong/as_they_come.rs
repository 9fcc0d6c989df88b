//! misconception: answers-in-my-order
//! `JoinSet::join_all` has the same name as the other `join_all`, but not its order.

use probe::Service;
use tokio::task::JoinSet;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    let mut set = JoinSet::new();
    for id in ids {
        let service = service.clone();
        set.spawn(async move { service.fetch(id).await });
    }
    set.join_all().await
}
