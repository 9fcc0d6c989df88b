//! A `JoinSet` returns whatever is ready next, and aborts the other tasks when `?`
//! leaves the function. An aborted task is dropped the next time the runtime gets to
//! it, which is immediately.

use probe::Service;
use tokio::task::JoinSet;

pub async fn fetch_or_fail(
    service: Service,
    ids: Vec<usize>,
) -> Result<Vec<String>, String> {
    let mut slots = vec![String::new(); ids.len()];
    let mut set = JoinSet::new();
    for (place, id) in ids.into_iter().enumerate() {
        let service = service.clone();
        set.spawn(async move { (place, service.try_fetch(id).await) });
    }
    while let Some(joined) = set.join_next().await {
        let (place, answer) = joined.expect("a fetch does not panic");
        slots[place] = answer?;
    }
    Ok(slots)
}
