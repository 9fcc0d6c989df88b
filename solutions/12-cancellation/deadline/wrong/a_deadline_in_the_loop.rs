//! misconception: a-limit-for-each-limits-all
//! The lesson says `timeout_at`, but here each round sets a new deadline.

use crate::{Kitchen, Plate};
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

pub async fn dinner(
    kitchen: Kitchen,
    dishes: Vec<&'static str>,
    limit: Duration,
) -> Vec<Plate> {
    let mut plates = Vec::new();
    for dish in dishes {
        let deadline = Instant::now() + limit;
        match timeout_at(deadline, kitchen.cook(dish)).await {
            Ok(plate) => plates.push(plate),
            Err(_) => break,
        }
    }
    plates
}
