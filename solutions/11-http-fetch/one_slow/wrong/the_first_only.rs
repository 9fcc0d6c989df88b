//! tests-failed: it shows 1 of 4 pages
//! Uses `if let` instead of `while let`: the first page is shown, and the others are
//! dropped.

use futures::stream::{FuturesUnordered, StreamExt};
use probe::Service;

pub async fn show_each(
    service: Service,
    ids: Vec<usize>,
    mut show: impl FnMut(usize, String),
) {
    let s = &service;
    let mut all: FuturesUnordered<_> =
        ids.into_iter().map(|id| async move { (id, s.fetch(id).await) }).collect();
    if let Some((i, page)) = all.next().await {
        show(i, page)
    }
}
