//! misconception: listed-as-finished
//! All pages are being fetched, so each seems to be shown as soon as it arrives. But
//! the loop waits at the first handle that isn't done.

use probe::Service;

pub async fn show_each(
    service: Service,
    ids: Vec<usize>,
    mut show: impl FnMut(usize, String),
) {
    let spawn = |id| {
        let service = service.clone();
        (id, tokio::spawn(async move { service.fetch(id).await }))
    };
    let handles: Vec<_> = ids.into_iter().map(spawn).collect();
    for (id, handle) in handles {
        show(id, handle.await.expect("a fetch does not panic"));
    }
}
