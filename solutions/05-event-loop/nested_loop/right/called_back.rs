//! The functions below `ring` are still ordinary ones, and return immediately: the
//! caller passes them a closure, which is called with the answer. Only `ring` waits,
//! for the last call.

use crate::Station;
use tokio::sync::oneshot;

pub async fn ring(town: String, station: Station) -> String {
    let (sender, way) = oneshot::channel();
    directions(&town, station, move |way| {
        sender.send(way).expect("`ring` is still waiting");
    });
    format!("to {town}: {}", way.await.expect("the closure is called"))
}

fn directions(
    town: &str,
    station: Station,
    back: impl FnOnce(String) + Send + 'static,
) {
    phone(station.train_to(town), move |train| {
        phone(station.platform_of(train), move |platform| {
            back(format!("train {train}, platform {platform}"));
        });
    });
}

fn phone<T: 'static>(
    answer: impl Future<Output = T> + Send + 'static,
    back: impl FnOnce(T) + Send + 'static,
) {
    tokio::spawn(async move { back(answer.await) });
}
