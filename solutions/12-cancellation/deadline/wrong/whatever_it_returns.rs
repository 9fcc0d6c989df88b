//! misconception: collected-is-kept
//! There is one timeout around everything, and a default value is returned if the
//! time is up.

use crate::{Kitchen, Plate};
use std::time::Duration;
use tokio::time::timeout;

pub async fn dinner(
    kitchen: Kitchen,
    dishes: Vec<&'static str>,
    limit: Duration,
) -> Vec<Plate> {
    let serving = async {
        let mut plates = Vec::new();
        for dish in dishes {
            plates.push(kitchen.cook(dish).await);
        }
        plates
    };
    timeout(limit, serving).await.unwrap_or_default()
}
