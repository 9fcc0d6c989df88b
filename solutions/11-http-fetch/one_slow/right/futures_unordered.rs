//! Futures without tasks: a set polls those that were woken and returns the next
//! result.

use futures::stream::{FuturesUnordered, StreamExt};
use probe::Service;

pub async fn show_each(
    service: Service,
    ids: Vec<usize>,
    mut show: impl FnMut(usize, String),
) {
    let fetches = ids.iter().map(async |&id| (id, service.fetch(id).await));
    let mut fetches: FuturesUnordered<_> = fetches.collect();
    while let Some((id, page)) = fetches.next().await {
        show(id, page);
    }
}
