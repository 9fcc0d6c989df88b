//! misconception: try-is-for-results
//! The futures return a `Result`, so the right `join_all` must be the one that
//! begins with `try_`.

use futures::future::try_join_all;
use probe::Service;

pub async fn fetch_what_comes(
    near: Service,
    far: Service,
    ids: Vec<usize>,
) -> Vec<Result<String, String>> {
    let fetch = async |&id: &usize| match near.try_fetch(id).await {
        Ok(answer) => Ok(answer),
        Err(_) => far.try_fetch(id).await,
    };
    match try_join_all(ids.iter().map(fetch)).await {
        Ok(answers) => answers.into_iter().map(Ok).collect(),
        Err(words) => vec![Err(words); ids.len()],
    }
}
