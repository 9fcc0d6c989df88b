//! tests-failed: page 9 arrives at 0.1 s, but is shown at 0.14 s
//! Checks every 70 ms which pages have arrived. That's often, but a page isn't shown
//! immediately.

use probe::Service;
use std::time::Duration;

pub async fn show_each(
    service: Service,
    ids: Vec<usize>,
    mut show: impl FnMut(usize, String),
) {
    let mut handles: Vec<_> = ids
        .into_iter()
        .map(|id| {
            let s = service.clone();
            (id, tokio::spawn(async move { s.fetch(id).await }))
        })
        .collect();
    while !handles.is_empty() {
        let mut i = 0;
        while i < handles.len() {
            if handles[i].1.is_finished() {
                let (id, h) = handles.remove(i);
                show(id, h.await.expect("no task panics"));
            } else {
                i += 1;
            }
        }
        if handles.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(70)).await;
    }
}
