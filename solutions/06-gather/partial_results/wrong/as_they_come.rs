//! misconception: answers-in-my-order
//! Each task in the set takes all the steps of one id, and the results are in the
//! order in which the set returns them.

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
