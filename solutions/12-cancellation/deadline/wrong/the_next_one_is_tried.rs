//! tests-failed: starts at
//! A course that wasn't served in time is left out, but the next one is started.

use crate::{Kitchen, Plate};
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

pub async fn dinner(
    kitchen: Kitchen,
    dishes: Vec<&'static str>,
    limit: Duration,
) -> Vec<Plate> {
    let deadline = Instant::now() + limit;
    let mut plates = Vec::new();
    for dish in dishes {
        if let Ok(plate) = timeout_at(deadline, kitchen.cook(dish)).await {
            plates.push(plate);
        }
    }
    plates
}
