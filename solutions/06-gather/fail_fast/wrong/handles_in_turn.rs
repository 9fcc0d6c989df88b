//! misconception: first-error-by-place
//! Awaiting handles in order was right for answers, so it should be right for
//! errors.

use probe::Service;

pub async fn fetch_or_fail(
    service: Service,
    ids: Vec<usize>,
) -> Result<Vec<String>, String> {
    let fetch = |id| {
        let service = service.clone();
        tokio::spawn(async move { service.try_fetch(id).await })
    };
    let handles: Vec<_> = ids.into_iter().map(fetch).collect();
    let mut answers = Vec::new();
    for handle in handles {
        answers.push(handle.await.expect("a fetch does not panic")?);
    }
    Ok(answers)
}
