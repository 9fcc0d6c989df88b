//! misconception: all-before-the-first
//! The order is right, but the list is shown only when it is complete.

use futures::stream::{FuturesUnordered, StreamExt};
use probe::Service;

pub async fn show_each(
    service: Service,
    ids: Vec<usize>,
    mut show: impl FnMut(usize, String),
) {
    let fetches = ids.iter().map(async |&id| (id, service.fetch(id).await));
    let pages: Vec<_> = fetches.collect::<FuturesUnordered<_>>().collect().await;
    for (id, page) in pages {
        show(id, page);
    }
}
