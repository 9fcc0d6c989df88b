//! misconception: join-stops-at-an-error
//! The types fit, and stopping at an error is what `?` does.

use futures::future::join_all;
use probe::Service;

pub async fn fetch_or_fail(
    service: Service,
    ids: Vec<usize>,
) -> Result<Vec<String>, String> {
    let all = join_all(ids.into_iter().map(|id| service.try_fetch(id))).await;
    all.into_iter().collect()
}
