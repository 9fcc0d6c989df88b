//! The lower functions stay ordinary ones and return at once: they are told whom to
//! call back. Only `ring` waits, for the last of them.

use crate::Station;
use tokio::sync::oneshot;

pub async fn ring(town: String, station: Station) -> String {
    let (sender, way) = oneshot::channel();
    directions(&town, station, move |way| {
        sender.send(way).expect("the guest is still there");
    });
    format!("to {town}: {}", way.await.expect("we are called back"))
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
