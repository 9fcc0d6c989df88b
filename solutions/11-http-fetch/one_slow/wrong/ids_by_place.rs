//! misconception: answers-in-my-order
//! Pairs the pages that a `JoinSet` returns with the ids in the order of the
//! requests.

use probe::Service;
use tokio::task::JoinSet;

pub async fn show_each(
    service: Service,
    ids: Vec<usize>,
    mut show: impl FnMut(usize, String),
) {
    let mut tasks = JoinSet::new();
    for &id in &ids {
        let service = service.clone();
        tasks.spawn(async move { service.fetch(id).await });
    }
    let mut ids = ids.into_iter();
    while let Some(page) = tasks.join_next().await {
        let id = ids.next().expect("as many pages as ids");
        show(id, page.expect("a fetch does not panic"));
    }
}
