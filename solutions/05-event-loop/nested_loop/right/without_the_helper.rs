//! A function whose body is a single await adds nothing. So `phone` is gone, and the
//! futures are awaited where they are created.

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
