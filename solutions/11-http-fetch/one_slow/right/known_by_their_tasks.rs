//! The tasks return only their pages. The id of the task tells which page it is.

use probe::Service;
use std::collections::HashMap;
use tokio::task::JoinSet;

pub async fn show_each(
    service: Service,
    ids: Vec<usize>,
    mut show: impl FnMut(usize, String),
) {
    let mut set = JoinSet::new();
    let mut who = HashMap::new();
    for id in ids {
        let s = service.clone();
        let h = set.spawn(async move { s.fetch(id).await });
        who.insert(h.id(), id);
    }
    while let Some(r) = set.join_next_with_id().await {
        let (t, page) = r.expect("no task panics");
        show(who[&t], page);
    }
}
