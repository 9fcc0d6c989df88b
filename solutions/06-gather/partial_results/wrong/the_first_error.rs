//! tests-failed: both fail, and far with Err("no milk anywhere")
//! Whoever failed first knows best. But the last to be asked is the last hope.

use futures::future::join_all;
use probe::Service;

pub async fn fetch_what_comes(
    near: Service,
    far: Service,
    ids: Vec<usize>,
) -> Vec<Result<String, String>> {
    let fetch = async |id| match near.try_fetch(id).await {
        Ok(answer) => Ok(answer),
        Err(error) => far.try_fetch(id).await.map_err(|_| error),
    };
    join_all(ids.into_iter().map(fetch)).await
}
// touched 32468
