//! A stream that keeps all fetches in flight and returns their answers in order.

use futures::{StreamExt, stream};
use probe::Service;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    // `buffered(0)` would never begin.
    let at_once = ids.len().max(1);
    stream::iter(ids).map(|id| service.fetch(id)).buffered(at_once).collect().await
}
