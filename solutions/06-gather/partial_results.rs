//! One future takes all the steps for one id, and `join_all` joins these futures.
//!
//! Between its two fetches, an id doesn't wait for any other id. An error is a value
//! here: there is no `?`, and the error stays in its slot.

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
    join_all(ids.into_iter().map(fetch)).await
}
