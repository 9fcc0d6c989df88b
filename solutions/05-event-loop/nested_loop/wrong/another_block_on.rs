//! misconception: block-on-inside-the-loop
//! tokio's `block_on` panics. Another crate's `block_on` does not check where it is
//! called.

use crate::Station;
use futures::executor::block_on;

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
    block_on(answer)
}
