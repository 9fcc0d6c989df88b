//! All the steps are in one set. When the first step of an id fails, its second step
//! is added.

use futures::{FutureExt, StreamExt, stream::FuturesUnordered};
use probe::Service;

pub async fn fetch_what_comes(
    near: Service,
    far: Service,
    ids: Vec<usize>,
) -> Vec<Result<String, String>> {
    let mut results = vec![Err(String::new()); ids.len()];
    let mut steps = FuturesUnordered::new();
    for (place, &id) in ids.iter().enumerate() {
        let step = near.try_fetch(id).map(move |it| (place, true, it));
        steps.push(step.boxed_local());
    }
    while let Some((place, first, result)) = steps.next().await {
        if first && result.is_err() {
            let step = far.try_fetch(ids[place]).map(move |it| (place, false, it));
            steps.push(step.boxed_local());
        } else {
            results[place] = result;
        }
    }
    results
}
