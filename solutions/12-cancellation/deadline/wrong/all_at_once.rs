//! tests-failed: courses are cooked at the same time
//! If the courses are cooked at the same time, all of them are done in time.

use crate::{Kitchen, Plate};
use futures::future::join_all;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

pub async fn dinner(
    kitchen: Kitchen,
    dishes: Vec<&'static str>,
    limit: Duration,
) -> Vec<Plate> {
    let deadline = Instant::now() + limit;
    let cook = |dish| timeout_at(deadline, kitchen.cook(dish));
    let plates = join_all(dishes.into_iter().map(cook)).await;
    plates.into_iter().flatten().collect()
}
