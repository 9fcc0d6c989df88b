//! misconception: listed-as-finished
//! `buffered` runs all futures, but returns their results in the order of the
//! stream.

use futures::stream::{self, StreamExt};
use probe::Service;

pub async fn show_each(
    service: Service,
    ids: Vec<usize>,
    mut show: impl FnMut(usize, String),
) {
    let many = ids.len().max(1);
    let fetches = stream::iter(ids).map(async |id| (id, service.fetch(id).await));
    let mut fetches = std::pin::pin!(fetches.buffered(many));
    while let Some((id, page)) = fetches.next().await {
        show(id, page);
    }
}
