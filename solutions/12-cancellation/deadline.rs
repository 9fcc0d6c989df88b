//! The deadline is a point in time that no course moves.
//!
//! Each course gets the remaining time. The plates are outside the future that is
//! dropped, so those that have been served are kept.

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
        match timeout_at(deadline, kitchen.cook(dish)).await {
            Ok(plate) => plates.push(plate),
            Err(_) => break,
        }
    }
    plates
}
