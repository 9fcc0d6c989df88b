//! tests-failed: it panicked: the station answers
//! A future returns its value when it is polled, if the value is ready.

use crate::Station;
use futures::FutureExt;

pub async fn ring(town: String, station: Station) -> String {
    let way = directions(&town, &station);
    format!("to {town}: {way}")
}

fn directions(town: &str, station: &Station) -> String {
    let train = phone(station.train_to(town));
    let platform = phone(station.platform_of(train));
    format!("train {train}, platform {platform}")
}

fn phone<T>(answer: impl Future<Output = T>) -> T {
    answer.now_or_never().expect("the station answers")
}
