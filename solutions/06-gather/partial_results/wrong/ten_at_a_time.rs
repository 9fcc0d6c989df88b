//! tests-failed: given ids [0, 7, 14
//! At most ten ids are in progress at a time.

use futures::stream::{self, StreamExt};
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
    stream::iter(ids.into_iter().map(fetch)).buffered(10).collect().await
}
