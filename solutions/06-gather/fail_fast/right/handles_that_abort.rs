//! A handle that aborts its task when it is dropped. With such handles,
//! `try_join_all` drops tasks as it drops futures.

use futures::future::try_join_all;
use probe::Service;
use tokio::task::JoinHandle;

struct Owned(JoinHandle<Result<String, String>>);

impl Owned {
    async fn answer(mut self) -> Result<String, String> {
        (&mut self.0).await.expect("a fetch does not panic")
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        self.0.abort();
    }
}

pub async fn fetch_or_fail(
    service: Service,
    ids: Vec<usize>,
) -> Result<Vec<String>, String> {
    let fetch = |id| {
        let service = service.clone();
        Owned(tokio::spawn(async move { service.try_fetch(id).await })).answer()
    };
    try_join_all(ids.into_iter().map(fetch)).await
}
