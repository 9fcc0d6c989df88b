//! A stream returns whatever is ready next, each answer with its index. When `?`
//! leaves the function, the stream is dropped, and the futures with it.

use futures::{StreamExt, stream::FuturesUnordered};
use probe::Service;

pub async fn fetch_or_fail(
    service: Service,
    ids: Vec<usize>,
) -> Result<Vec<String>, String> {
    let service = &service;
    let mut slots = vec![String::new(); ids.len()];
    let mut fetches: FuturesUnordered<_> = (ids.into_iter().enumerate())
        .map(|(place, id)| async move { (place, service.try_fetch(id).await) })
        .collect();
    while let Some((place, answer)) = fetches.next().await {
        slots[place] = answer?;
    }
    Ok(slots)
}
