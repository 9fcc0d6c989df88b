//! misconception: awaits-in-sequence
//! Tasks run on their own, so their handles are awaited in a loop. But the loop also
//! takes the second step, which is not in a task.

use probe::Service;

pub async fn fetch_what_comes(
    near: Service,
    far: Service,
    ids: Vec<usize>,
) -> Vec<Result<String, String>> {
    let fetch = |id| {
        let near = near.clone();
        (id, tokio::spawn(async move { near.try_fetch(id).await }))
    };
    let handles: Vec<_> = ids.into_iter().map(fetch).collect();
    let mut results = Vec::new();
    for (id, handle) in handles {
        results.push(match handle.await.expect("a fetch does not panic") {
            Ok(answer) => Ok(answer),
            Err(_) => far.try_fetch(id).await,
        });
    }
    results
}
