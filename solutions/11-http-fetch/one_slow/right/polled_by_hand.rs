//! Each poll polls all futures that aren't done, shows the pages that are ready, and
//! forgets those futures.

use probe::Service;
use std::{future::poll_fn, pin::Pin, task::Poll};

pub async fn show_each(
    service: Service,
    ids: Vec<usize>,
    mut show: impl FnMut(usize, String),
) {
    let mut under_way: Vec<(usize, Pin<Box<dyn Future<Output = String>>>)> = ids
        .into_iter()
        .map(|id| {
            let s = service.clone();
            (
                id,
                Box::pin(async move { s.fetch(id).await })
                    as Pin<Box<dyn Future<Output = String>>>,
            )
        })
        .collect();
    poll_fn(|cx| {
        under_way.retain_mut(|(id, f)| match f.as_mut().poll(cx) {
            Poll::Ready(page) => {
                show(*id, page);
                false
            }
            Poll::Pending => true,
        });
        if under_way.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await
}
