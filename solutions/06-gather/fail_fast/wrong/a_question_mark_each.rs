//! misconception: awaits-in-sequence
//! This is the shortest program that returns at an error and never drops a fetch
//! halfway.

use probe::Service;

pub async fn fetch_or_fail(
    service: Service,
    ids: Vec<usize>,
) -> Result<Vec<String>, String> {
    let mut answers = Vec::new();
    for id in ids {
        answers.push(service.try_fetch(id).await?);
    }
    Ok(answers)
}
