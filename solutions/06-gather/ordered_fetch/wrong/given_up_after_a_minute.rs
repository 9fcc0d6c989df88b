//! tests-failed: given ids [4]: it took 60 s
//! An answer that takes longer than a minute is not worth waiting for.

use futures::future::join_all;
use probe::Service;
use std::time::Duration;
use tokio::time::timeout;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    let minute = Duration::from_secs(60);
    let answers = ids.into_iter().map(|id| timeout(minute, service.fetch(id)));
    let answers = join_all(answers).await.into_iter();
    answers.map(Result::unwrap_or_default).collect()
}
