//! A `JoinSet` returns each page as it arrives, together with its id.
//!
//! The tasks fetch, and this function shows, so `show` stays in one place and needs
//! no lock. If the function is dropped halfway, so is the set, which aborts its
//! tasks.

use probe::Service;
use tokio::task::JoinSet;

pub async fn show_each(
    service: Service,
    ids: Vec<usize>,
    mut show: impl FnMut(usize, String),
) {
    let mut tasks = JoinSet::new();
    for id in ids {
        let service = service.clone();
        tasks.spawn(async move { (id, service.fetch(id).await) });
    }
    while let Some(fetched) = tasks.join_next().await {
        let (id, page) = fetched.expect("a fetch does not panic");
        show(id, page);
    }
}
