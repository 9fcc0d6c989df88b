//! The tasks report through a channel. Before the error is returned, every task is
//! aborted, which has no effect on tasks that are done.

use probe::Service;
use tokio::sync::mpsc;

pub async fn fetch_or_fail(
    service: Service,
    ids: Vec<usize>,
) -> Result<Vec<String>, String> {
    let mut slots = vec![String::new(); ids.len()];
    let (sender, mut reports) = mpsc::unbounded_channel();
    let mut tasks = Vec::new();
    for (place, id) in ids.into_iter().enumerate() {
        let (service, sender) = (service.clone(), sender.clone());
        tasks.push(tokio::spawn(async move {
            let report = (place, service.try_fetch(id).await);
            // After the first error, the receiver is gone.
            let _ = sender.send(report);
        }));
    }
    drop(sender);
    while let Some((place, answer)) = reports.recv().await {
        match answer {
            Ok(answer) => slots[place] = answer,
            Err(error) => {
                tasks.iter().for_each(|it| it.abort());
                return Err(error);
            }
        }
    }
    Ok(slots)
}
