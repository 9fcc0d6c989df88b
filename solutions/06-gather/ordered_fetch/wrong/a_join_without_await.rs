//! misconception: a-call-is-its-value
//! `join_all` is expected to return the answers.

use futures::future::join_all;
use probe::Service;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    join_all(ids.into_iter().map(|id| service.fetch(id)))
}
