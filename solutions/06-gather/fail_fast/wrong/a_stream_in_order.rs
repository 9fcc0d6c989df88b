//! misconception: first-error-by-place
//! `try_collect` stops at the first error, but that means the first one in the
//! stream.

use futures::{StreamExt, TryStreamExt, stream};
use probe::Service;

pub async fn fetch_or_fail(
    service: Service,
    ids: Vec<usize>,
) -> Result<Vec<String>, String> {
    let at_once = ids.len().max(1);
    let fetches = stream::iter(ids).map(|id| service.try_fetch(id));
    fetches.buffered(at_once).try_collect().await
}
