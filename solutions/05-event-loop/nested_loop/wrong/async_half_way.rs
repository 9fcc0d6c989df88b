//! misconception: await-stands-anywhere
//! `phone` is async now, and its caller awaits it, but the caller is still an
//! ordinary function.

use crate::Station;

pub async fn ring(town: String, station: Station) -> String {
    let way = directions(&town, &station);
    format!("to {town}: {way}")
}

fn directions(town: &str, station: &Station) -> String {
    let train = phone(station.train_to(town)).await;
    let platform = phone(station.platform_of(train)).await;
    format!("train {train}, platform {platform}")
}

async fn phone<T>(answer: impl Future<Output = T>) -> T {
    answer.await
}
