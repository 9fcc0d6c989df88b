//! tests-failed: was dropped before its answer
//! A shop that fails once seems closed, so all ids without an answer go to `far`. No
//! result is lost.

use futures::future::join_all;
use futures::stream::{FuturesUnordered, StreamExt};
use probe::Service;

pub async fn fetch_what_comes(
    near: Service,
    far: Service,
    ids: Vec<usize>,
) -> Vec<Result<String, String>> {
    let (near, far) = (&near, &far);
    let mut results: Vec<Option<String>> = vec![None; ids.len()];
    let mut in_flight: FuturesUnordered<_> = ids
        .iter()
        .enumerate()
        .map(|(position, &id)| async move { (position, near.try_fetch(id).await) })
        .collect();
    while let Some((position, result)) = in_flight.next().await {
        match result {
            Ok(answer) => results[position] = Some(answer),
            Err(_) => break,
        }
    }
    drop(in_flight);
    join_all(ids.iter().zip(results).map(|(&id, result)| async move {
        match result {
            Some(answer) => Ok(answer),
            None => far.try_fetch(id).await,
        }
    }))
    .await
}
