//! tests-failed: given ids []: it panicked
//! `select_all` needs at least one future, but this code calls it without checking
//! that there is one.

use futures::{FutureExt, future::select_all};
use probe::Service;

pub async fn show_each(
    service: Service,
    ids: Vec<usize>,
    mut show: impl FnMut(usize, String),
) {
    let mut rest: Vec<_> = ids
        .iter()
        .map(|&id| {
            let s = service.clone();
            async move { (id, s.fetch(id).await) }.boxed()
        })
        .collect();
    loop {
        let ((id, page), _, others) = select_all(rest).await;
        show(id, page);
        if others.is_empty() {
            break;
        }
        rest = others;
    }
}
