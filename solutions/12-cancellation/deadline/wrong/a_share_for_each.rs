//! tests-failed: the guests leave at 1 s
//! Equal shares add up to the limit, but a long course gets no more time than a
//! short one.

use crate::{Kitchen, Plate};
use std::time::Duration;
use tokio::time::timeout;

pub async fn dinner(
    kitchen: Kitchen,
    dishes: Vec<&'static str>,
    limit: Duration,
) -> Vec<Plate> {
    let mut plates = Vec::new();
    let courses = dishes.len().max(1) as u32;
    for dish in dishes {
        match timeout(limit / courses, kitchen.cook(dish)).await {
            Ok(plate) => plates.push(plate),
            Err(_) => break,
        }
    }
    plates
}
