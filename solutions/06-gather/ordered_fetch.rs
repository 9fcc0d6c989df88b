//! `join_all` turns the fetches into one future and polls all of them in it.
//!
//! Each fetch has its own slot for its answer, so the order is that of `ids`, and
//! there is nothing to count, to sort or to clean up. They borrow `service`, which a
//! task could not. Of no futures it makes one that is ready at once with no answers.
//! Beyond some hundred fetches think again: all of them would be in flight.

use futures::future::join_all;
use probe::Service;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    join_all(ids.into_iter().map(|id| service.fetch(id))).await
}
// touched 32468
