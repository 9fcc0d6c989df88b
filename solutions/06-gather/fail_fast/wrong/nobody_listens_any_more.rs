//! misconception: tasks-end-with-their-starter
//! The channel is closed, so the tasks that report through it must have stopped.

use probe::Service;
use tokio::sync::mpsc;

pub async fn fetch_or_fail(
    service: Service,
    ids: Vec<usize>,
) -> Result<Vec<String>, String> {
    let mut slots = vec![String::new(); ids.len()];
    let (sender, mut reports) = mpsc::unbounded_channel();
    for (place, id) in ids.into_iter().enumerate() {
        let (service, sender) = (service.clone(), sender.clone());
        tokio::spawn(async move {
            let _ = sender.send((place, service.try_fetch(id).await));
        });
    }
    drop(sender);
    while let Some((place, answer)) = reports.recv().await {
        slots[place] = answer?;
    }
    Ok(slots)
}
