//! misconception: empty-needs-no-thought
//! Fetches as many at a time as there are ids, which is right for every number
//! except zero.

use futures::{StreamExt, stream};
use probe::Service;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    let at_once = ids.len();
    stream::iter(ids).map(|id| service.fetch(id)).buffered(at_once).collect().await
}
