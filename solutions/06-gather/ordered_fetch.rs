//! `join_all` turns the fetches into one future, which polls all of them.
//!
//! Each fetch has its own slot for its answer, so the order is that of `ids`, and
//! there is nothing to count, to sort, or to clean up. The fetches borrow `service`,
//! which a task could not do. With no futures, `join_all` is ready immediately with
//! no answers. If there are more than a few hundred ids, think again, because all
//! the fetches are in flight at the same time.

use futures::future::join_all;
use probe::Service;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    join_all(ids.into_iter().map(|id| service.fetch(id))).await
}
