//! `try_join_all` waits for all fetches together, and returns the first error.
//!
//! The fetches are part of its future: when it is dropped, so are they, and there is
//! no task to abort. If all fetches succeed, the answers are in the order of the
//! ids. This works for up to thirty futures. With more, futures 0.3.34 takes the
//! answers in order, so an error has to wait for the answers before it. A `JoinSet`
//! works with any number of tasks.

use futures::future::try_join_all;
use probe::Service;

pub async fn fetch_or_fail(
    service: Service,
    ids: Vec<usize>,
) -> Result<Vec<String>, String> {
    try_join_all(ids.into_iter().map(|id| service.try_fetch(id))).await
}
