//! tests-failed: the first error is "no water", after 600 s
//! If nothing has happened after three seconds, that counts as a failure.

use futures::future::try_join_all;
use probe::Service;
use std::time::Duration;
use tokio::time::timeout;

pub async fn fetch_or_fail(
    service: Service,
    ids: Vec<usize>,
) -> Result<Vec<String>, String> {
    let all = try_join_all(ids.into_iter().map(|id| service.try_fetch(id)));
    let ended = timeout(Duration::from_secs(3), all).await;
    ended.unwrap_or_else(|_| Err("too slow".to_owned()))
}
