//! # One deadline
//!
//! **fix, 10 minutes**
//!
//! A dinner has courses. Each is begun when the one before it has come. The guests
//! leave when `limit` has passed since they sat down.
//! As the code is now, each course may take that long. Change it so that there is
//! one `limit` for the whole dinner.
//!
//! **Given:** `kitchen.cook(dish).await` returns a plate, after a while.
//!
//! **Judged:** on the virtual clock, `dinner` returns the plates that have come, in
//! their order, when the last of them has come or when the guests leave, whichever
//! is first. After that, nothing is cooked or begun, and no task is left. Courses
//! are cooked one at a time.
//!
//! **Taught in:** lessons/12-cancellation, "Called off".

use crate::{Kitchen, Plate};
use std::time::Duration;
use tokio::time::timeout;

pub async fn dinner(
    kitchen: Kitchen,
    dishes: Vec<&'static str>,
    limit: Duration,
) -> Vec<Plate> {
    let mut plates = Vec::new();
    for dish in dishes {
        // TODO: let `limit` count for all courses together.
        match timeout(limit, kitchen.cook(dish)).await {
            Ok(plate) => plates.push(plate),
            Err(_) => break,
        }
    }
    plates
}
