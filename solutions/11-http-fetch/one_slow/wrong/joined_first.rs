//! misconception: all-before-the-first
//! `join_all` is the way to fetch many pages at once.

use futures::future::join_all;
use probe::Service;

pub async fn show_each(
    service: Service,
    ids: Vec<usize>,
    mut show: impl FnMut(usize, String),
) {
    let pages = join_all(ids.iter().map(|&id| service.fetch(id))).await;
    for (id, page) in ids.into_iter().zip(pages) {
        show(id, page);
    }
}
