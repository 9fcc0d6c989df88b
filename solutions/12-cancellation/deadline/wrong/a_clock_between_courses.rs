//! misconception: a-look-at-the-clock
//! Checks right before each course whether the time is up.

use crate::{Kitchen, Plate};
use std::time::Duration;
use tokio::time::Instant;

pub async fn dinner(
    kitchen: Kitchen,
    dishes: Vec<&'static str>,
    limit: Duration,
) -> Vec<Plate> {
    let start = Instant::now();
    let mut plates = Vec::new();
    for dish in dishes {
        if start.elapsed() >= limit {
            break;
        }
        plates.push(kitchen.cook(dish).await);
    }
    plates
}
