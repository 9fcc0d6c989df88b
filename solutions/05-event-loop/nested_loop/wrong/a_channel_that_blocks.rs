//! misconception: waiting-needs-no-async
//! tokio's channel has a method for receiving outside async code.

use crate::Station;
use tokio::sync::oneshot;

pub async fn ring(town: String, station: Station) -> String {
    let way = directions(&town, &station);
    format!("to {town}: {way}")
}

fn directions(town: &str, station: &Station) -> String {
    let train = phone(station.train_to(town));
    let platform = phone(station.platform_of(train));
    format!("train {train}, platform {platform}")
}

fn phone<T: Send + 'static>(answer: impl Future<Output = T> + Send + 'static) -> T {
    let (sender, received) = oneshot::channel();
    tokio::spawn(async move { sender.send(answer.await).ok() });
    received.blocking_recv().expect("the task sends the answer")
}
