//! The deadline is an instant, which no course moves.
//!
//! Each course has what is left. The plates are outside of what is dropped, so that
//! those which have come stay.

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
