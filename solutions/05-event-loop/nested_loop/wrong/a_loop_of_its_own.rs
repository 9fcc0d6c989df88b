//! misconception: block-on-inside-the-loop
//! The runtime that this code runs on is in use, so each call gets a new one.

use crate::Station;
use tokio::runtime::Builder;

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
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.expect("the system has room for a runtime").block_on(answer)
}
