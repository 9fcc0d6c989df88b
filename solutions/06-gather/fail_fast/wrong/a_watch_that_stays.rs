//! tests-failed: tasks still running: 1
//! A task warns about slow fetches. Without ids, the early return leaves it running.
//! No misconception explains that, because a call without ids takes no time.

use futures::future::try_join_all;
use probe::Service;
use std::time::Duration;
use tokio::time::sleep;

pub async fn fetch_or_fail(
    service: Service,
    ids: Vec<usize>,
) -> Result<Vec<String>, String> {
    let watch = tokio::spawn(async {
        sleep(Duration::from_secs(60)).await;
        println!("this takes long");
    });
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let answers = try_join_all(ids.into_iter().map(|id| service.try_fetch(id)));
    let answers = answers.await;
    watch.abort();
    answers
}
