//! tests-failed: it returned Ok([
//! `flatten` makes the types fit, because a `Result` iterates over one answer or
//! none.

use futures::future::join_all;
use probe::Service;

pub async fn fetch_or_fail(
    service: Service,
    ids: Vec<usize>,
) -> Result<Vec<String>, String> {
    let all = join_all(ids.into_iter().map(|id| service.try_fetch(id))).await;
    Ok(all.into_iter().flatten().collect())
}
