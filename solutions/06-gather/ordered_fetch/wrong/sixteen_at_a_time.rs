//! tests-failed: were in flight together
//! A number that was large enough wherever it was tried.

use futures::stream::{StreamExt, iter};
use probe::Service;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    iter(ids).map(|id| service.fetch(id)).buffered(16).collect().await
}
// touched 32468
