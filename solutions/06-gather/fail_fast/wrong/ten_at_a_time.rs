//! tests-failed: at most 10 of 12 ids were in flight together
//! At most ten fetches are in flight at a time.

use futures::stream::{self, StreamExt, TryStreamExt};
use probe::Service;

pub async fn fetch_or_fail(
    service: Service,
    ids: Vec<usize>,
) -> Result<Vec<String>, String> {
    let fetches = ids.into_iter().enumerate().map(|(place, id)| {
        let answer = service.try_fetch(id);
        async move { Ok::<_, String>((place, answer.await?)) }
    });
    let fetches = stream::iter(fetches).buffer_unordered(10);
    let mut answers: Vec<_> = fetches.try_collect().await?;
    answers.sort();
    Ok(answers.into_iter().map(|(_, answer)| answer).collect())
}
