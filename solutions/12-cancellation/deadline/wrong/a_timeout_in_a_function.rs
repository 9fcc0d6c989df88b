//! misconception: a-limit-for-each-limits-all
//! The timeout is in its own function, and starts again with each call.

use crate::{Kitchen, Plate};
use std::time::Duration;
use tokio::time::{error::Elapsed, timeout};

pub async fn dinner(
    kitchen: Kitchen,
    dishes: Vec<&'static str>,
    limit: Duration,
) -> Vec<Plate> {
    let mut plates = Vec::new();
    for dish in dishes {
        let Ok(plate) = in_time(limit, kitchen.cook(dish)).await else { break };
        plates.push(plate);
    }
    plates
}

async fn in_time(
    limit: Duration,
    cooking: impl Future<Output = Plate>,
) -> Result<Plate, Elapsed> {
    timeout(limit, cooking).await
}
