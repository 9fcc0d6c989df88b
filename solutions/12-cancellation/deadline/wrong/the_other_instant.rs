//! misconception: one-clock-for-all
//! The remaining time is computed correctly, but with the `Instant` that the editor
//! suggested.

use crate::{Kitchen, Plate};
use std::time::{Duration, Instant};
use tokio::time::timeout;

pub async fn dinner(
    kitchen: Kitchen,
    dishes: Vec<&'static str>,
    limit: Duration,
) -> Vec<Plate> {
    let start = Instant::now();
    let mut plates = Vec::new();
    for dish in dishes {
        let left = limit.saturating_sub(start.elapsed());
        let Ok(plate) = timeout(left, kitchen.cook(dish)).await else { break };
        plates.push(plate);
    }
    plates
}
