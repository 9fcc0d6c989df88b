//! tests-failed: it returned 3 results for 4 ids
//! `flatten` looks like a way to remove a layer, but it leaves out the errors.

use futures::future::join_all;
use probe::Service;

pub async fn fetch_what_comes(
    near: Service,
    far: Service,
    ids: Vec<usize>,
) -> Vec<Result<String, String>> {
    let fetch = async |id| match near.try_fetch(id).await {
        Ok(answer) => Ok(answer),
        Err(_) => far.try_fetch(id).await,
    };
    let results = join_all(ids.into_iter().map(fetch)).await;
    results.into_iter().flatten().map(Ok).collect()
}
