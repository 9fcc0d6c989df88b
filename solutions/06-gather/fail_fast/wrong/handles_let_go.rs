//! misconception: tasks-end-with-their-starter
//! `try_join_all` drops the other futures. But here, those futures only wait for
//! handles.

use futures::future::try_join_all;
use probe::Service;

pub async fn fetch_or_fail(
    service: Service,
    ids: Vec<usize>,
) -> Result<Vec<String>, String> {
    let fetch = |id| {
        let service = service.clone();
        let task = tokio::spawn(async move { service.try_fetch(id).await });
        async { task.await.expect("a fetch does not panic") }
    };
    try_join_all(ids.into_iter().map(fetch)).await
}
