//! tests-failed: it asked far for
//! Asking both shops at the same time avoids the wait for the first failure. But
//! `far` is asked for every id.

use futures::future::{join, join_all};
use probe::Service;

pub async fn fetch_what_comes(
    near: Service,
    far: Service,
    ids: Vec<usize>,
) -> Vec<Result<String, String>> {
    let fetch = async |id| {
        let (near, far) = join(near.try_fetch(id), far.try_fetch(id)).await;
        near.or(far)
    };
    join_all(ids.into_iter().map(fetch)).await
}
