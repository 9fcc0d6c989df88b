//! does-not-compile: E0373
//! Each `async` block borrows the closure's `id`, although nothing is spawned.

use futures::future::join_all;
use probe::Service;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    join_all(ids.into_iter().map(|id| async { service.fetch(id).await })).await
}
