//! misconception: answers-in-my-order
//! A set of tasks that go their whole way, and everything that it hands over.

use probe::Service;
use tokio::task::JoinSet;

pub async fn fetch_what_comes(
    near: Service,
    far: Service,
    ids: Vec<usize>,
) -> Vec<Result<String, String>> {
    let mut set = JoinSet::new();
    for id in ids {
        let (near, far) = (near.clone(), far.clone());
        set.spawn(async move {
            match near.try_fetch(id).await {
                Ok(answer) => Ok(answer),
                Err(_) => far.try_fetch(id).await,
            }
        });
    }
    set.join_all().await
}
// touched 32468
