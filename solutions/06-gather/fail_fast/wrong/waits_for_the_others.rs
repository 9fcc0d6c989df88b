//! tests-failed: the first error is "no milk"
//! The first error is noticed when it happens and kept until all tasks have been
//! joined.

use probe::Service;
use tokio::task::JoinSet;

pub async fn fetch_or_fail(
    service: Service,
    ids: Vec<usize>,
) -> Result<Vec<String>, String> {
    let mut answers = vec![String::new(); ids.len()];
    let mut tasks = JoinSet::new();
    for (position, id) in ids.into_iter().enumerate() {
        let service = service.clone();
        tasks.spawn(async move { (position, service.try_fetch(id).await) });
    }
    let mut failure = None;
    while let Some(done) = tasks.join_next().await {
        match done.expect("a fetch does not panic") {
            (position, Ok(answer)) => answers[position] = answer,
            (_, Err(error)) => {
                failure.get_or_insert(error);
            }
        }
    }
    match failure {
        Some(error) => Err(error),
        None => Ok(answers),
    }
}
