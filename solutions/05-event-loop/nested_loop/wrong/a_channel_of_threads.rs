//! misconception: waiting-needs-no-async
//! A task asks the question and sends the answer through a channel. But the task is
//! on the same loop, which is blocked in `recv`.

use crate::Station;
use std::sync::mpsc;

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
    let (sender, received) = mpsc::channel();
    tokio::spawn(async move { sender.send(answer.await) });
    received.recv().expect("the task sends the answer")
}
