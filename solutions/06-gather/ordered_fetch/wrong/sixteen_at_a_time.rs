//! tests-failed: were in flight together
//! The limit was large enough in every case that was tried.

use futures::stream::{StreamExt, iter};
use probe::Service;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    iter(ids).map(|id| service.fetch(id)).buffered(16).collect().await
}
