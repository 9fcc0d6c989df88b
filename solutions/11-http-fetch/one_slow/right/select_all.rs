//! Waits for the first of all remaining futures, again and again.

use futures::future::select_all;
use probe::Service;

pub async fn show_each(
    service: Service,
    ids: Vec<usize>,
    mut show: impl FnMut(usize, String),
) {
    let fetch = |id| {
        let service = &service;
        Box::pin(async move { (id, service.fetch(id).await) })
    };
    let mut left: Vec<_> = ids.into_iter().map(fetch).collect();
    while !left.is_empty() {
        let ((id, page), _, others) = select_all(left).await;
        show(id, page);
        left = others;
    }
}
