//! tests-failed: the slowest answer takes
//! Fetching eight at a time is enough for small cases.

use futures::future::try_join_all;
use probe::Service;

pub async fn fetch_or_fail(
    service: Service,
    ids: Vec<usize>,
) -> Result<Vec<String>, String> {
    let mut answers = Vec::new();
    for some in ids.chunks(8) {
        let fetches = some.iter().map(|&id| service.try_fetch(id));
        answers.extend(try_join_all(fetches).await?);
    }
    Ok(answers)
}
