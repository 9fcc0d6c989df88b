//! Tasks send their pages to a channel, which closes when the last sender is
//! dropped.

use probe::Service;
use tokio::sync::mpsc;

pub async fn show_each(
    service: Service,
    ids: Vec<usize>,
    mut show: impl FnMut(usize, String),
) {
    let (sender, mut pages) = mpsc::unbounded_channel();
    for id in ids {
        let (service, sender) = (service.clone(), sender.clone());
        tokio::spawn(async move { sender.send((id, service.fetch(id).await)) });
    }
    drop(sender);
    while let Some((id, page)) = pages.recv().await {
        show(id, page);
    }
}
