//! tests-failed: are enough
//! Checks every millisecond whether the course has been served or the guests are
//! leaving.

use crate::{Kitchen, Plate};
use std::time::Duration;
use tokio::time::{Instant, timeout};

pub async fn dinner(
    kitchen: Kitchen,
    dishes: Vec<&'static str>,
    limit: Duration,
) -> Vec<Plate> {
    let end = Instant::now() + limit;
    let mut plates = Vec::new();
    for dish in dishes {
        let mut cooking = Box::pin(kitchen.cook(dish));
        loop {
            if Instant::now() >= end {
                return plates;
            }
            let look = timeout(Duration::from_millis(1), &mut cooking);
            if let Ok(plate) = look.await {
                plates.push(plate);
                break;
            }
        }
    }
    plates
}
