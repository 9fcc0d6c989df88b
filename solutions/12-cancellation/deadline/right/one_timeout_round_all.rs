//! Uses one timeout, and keeps the plates outside of it.

use crate::{Kitchen, Plate};
use std::time::Duration;
use tokio::time::timeout;

pub async fn dinner(
    kitchen: Kitchen,
    dishes: Vec<&'static str>,
    limit: Duration,
) -> Vec<Plate> {
    let mut plates = Vec::new();
    let serving = async {
        for dish in dishes {
            plates.push(kitchen.cook(dish).await);
        }
    };
    let _ = timeout(limit, serving).await;
    plates
}
