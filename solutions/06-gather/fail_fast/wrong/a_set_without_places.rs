//! misconception: answers-in-my-order
//! Errors are handled correctly, but the answers are pushed as they arrive.

use probe::Service;
use tokio::task::JoinSet;

pub async fn fetch_or_fail(
    service: Service,
    ids: Vec<usize>,
) -> Result<Vec<String>, String> {
    let mut set = JoinSet::new();
    for id in ids {
        let service = service.clone();
        set.spawn(async move { service.try_fetch(id).await });
    }
    let mut answers = Vec::new();
    while let Some(joined) = set.join_next().await {
        answers.push(joined.expect("a fetch does not panic")?);
    }
    Ok(answers)
}
