//! Each id has a task that takes all of its steps. The handles are awaited in order.

use probe::Service;

pub async fn fetch_what_comes(
    near: Service,
    far: Service,
    ids: Vec<usize>,
) -> Vec<Result<String, String>> {
    let mut handles = Vec::new();
    for id in ids {
        let (near, far) = (near.clone(), far.clone());
        handles.push(tokio::spawn(async move {
            let mut result = near.try_fetch(id).await;
            if result.is_err() {
                result = far.try_fetch(id).await;
            }
            result
        }));
    }
    let mut results = Vec::new();
    for handle in handles {
        results.push(handle.await.expect("a fetch does not panic"));
    }
    results
}
