//! A helper whose body is one await is no help: `phone` is gone, and the futures are
//! awaited where they are made.

use crate::Station;

pub fn ring(town: String, station: Station) -> impl Future<Output = String> {
    async move {
        let way = async {
            let train = station.train_to(&town).await;
            let platform = station.platform_of(train).await;
            format!("train {train}, platform {platform}")
        };
        format!("to {town}: {}", way.await)
    }
}
