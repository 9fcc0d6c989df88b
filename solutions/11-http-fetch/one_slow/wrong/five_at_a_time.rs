//! tests-failed: at most 5 of
//! Shows the pages in the order in which they arrive, but fetches only five at a
//! time. The sixth page has to wait for a free slot.

use futures::stream::{self, StreamExt};
use probe::Service;

pub async fn show_each(
    service: Service,
    ids: Vec<usize>,
    mut show: impl FnMut(usize, String),
) {
    let s = &service;
    let mut all = stream::iter(ids)
        .map(|id| async move { (id, s.fetch(id).await) })
        .buffer_unordered(5);
    while let Some((i, page)) = all.next().await {
        show(i, page)
    }
}
