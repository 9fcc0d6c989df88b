//! `try_join_all` listens to all fetches at once, and ends with the first error.
//!
//! The fetches are part of its future: when it is gone, so are they, and there is no
//! task to abort. If all goes well, each answer has the place of its id.
//! Up to thirty futures, that is. Of more, futures 0.3.34 takes the answers in
//! order, and an error waits for those before it; a set of tasks does not mind how
//! many they are.

use futures::future::try_join_all;
use probe::Service;

pub async fn fetch_or_fail(
    service: Service,
    ids: Vec<usize>,
) -> Result<Vec<String>, String> {
    try_join_all(ids.into_iter().map(|id| service.try_fetch(id))).await
}
// touched 32468
