//! misconception: steps-go-in-rounds
//! First all of `near`, then all of `far`. Each round is a `join_all`, so everything
//! looks concurrent.

use futures::future::join_all;
use probe::Service;

pub async fn fetch_what_comes(
    near: Service,
    far: Service,
    ids: Vec<usize>,
) -> Vec<Result<String, String>> {
    let first = join_all(ids.iter().map(|&id| near.try_fetch(id))).await;
    let second = first.into_iter().zip(ids).map(async |(result, id)| match result {
        Ok(answer) => Ok(answer),
        Err(_) => far.try_fetch(id).await,
    });
    join_all(second).await
}
