//! tests-failed: tasks still running
//! At an error, only the failed task and the ones after it are aborted, as if all
//! earlier ones were done.

use probe::Service;
use tokio::sync::mpsc;

pub async fn fetch_or_fail(
    service: Service,
    ids: Vec<usize>,
) -> Result<Vec<String>, String> {
    let mut answers = vec![String::new(); ids.len()];
    let (sender, mut arrivals) = mpsc::channel(16);
    let mut tasks = Vec::new();
    for (position, id) in ids.into_iter().enumerate() {
        let (service, sender) = (service.clone(), sender.clone());
        tasks.push(tokio::spawn(async move {
            let result = service.try_fetch(id).await;
            let _ = sender.send((position, result)).await;
        }));
    }
    drop(sender);
    while let Some((position, result)) = arrivals.recv().await {
        match result {
            Ok(answer) => answers[position] = answer,
            Err(error) => {
                for task in &tasks[position..] {
                    task.abort();
                }
                return Err(error);
            }
        }
    }
    Ok(answers)
}
