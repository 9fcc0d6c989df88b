//! tests-failed: takes
//! At most four requests to `far` are in progress at the same time.

use futures::future::join_all;
use probe::Service;
use tokio::sync::Semaphore;

pub async fn fetch_what_comes(
    near: Service,
    far: Service,
    ids: Vec<usize>,
) -> Vec<Result<String, String>> {
    let lines = Semaphore::new(4);
    let (near, far, lines) = (&near, &far, &lines);
    join_all(ids.into_iter().map(|id| async move {
        match near.try_fetch(id).await {
            Ok(answer) => Ok(answer),
            Err(_) => {
                let _line = lines.acquire().await.expect("never closed");
                far.try_fetch(id).await
            }
        }
    }))
    .await
}
