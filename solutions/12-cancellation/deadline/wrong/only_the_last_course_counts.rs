//! tests-failed: the guests leave at 1 s
//! The time left is computed from the last course alone.

use crate::{Kitchen, Plate};
use std::time::Duration;
use tokio::time::{Instant, timeout};

pub async fn dinner(
    kitchen: Kitchen,
    dishes: Vec<&'static str>,
    limit: Duration,
) -> Vec<Plate> {
    let mut plates = Vec::new();
    let mut left = limit;
    for dish in dishes {
        let began = Instant::now();
        let Ok(plate) = timeout(left, kitchen.cook(dish)).await else { break };
        plates.push(plate);
        left = limit.saturating_sub(began.elapsed());
    }
    plates
}
