//! misconception: awaits-in-sequence
//! Errors are rare, so a loop goes over the results and replaces the errors.

use futures::future::join_all;
use probe::Service;

pub async fn fetch_what_comes(
    near: Service,
    far: Service,
    ids: Vec<usize>,
) -> Vec<Result<String, String>> {
    let mut results = join_all(ids.iter().map(|&id| near.try_fetch(id))).await;
    for (result, id) in results.iter_mut().zip(ids) {
        if result.is_err() {
            *result = far.try_fetch(id).await;
        }
    }
    results
}
