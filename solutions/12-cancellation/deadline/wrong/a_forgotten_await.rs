//! misconception: a-call-is-its-value
//! `timeout_at` looks like a call that returns when the time is over.

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
        match timeout_at(deadline, kitchen.cook(dish)) {
            Ok(plate) => plates.push(plate),
            Err(_) => break,
        }
    }
    plates
}
