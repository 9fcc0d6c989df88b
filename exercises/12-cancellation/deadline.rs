//! # One deadline
//!
//! **fix, 10 minutes**
//!
//! A dinner has several courses. The kitchen starts each course when the one before
//! it has been served. The guests leave when `limit` has passed since `dinner` was
//! called. As the code is now, each course may take that long. Change it so that
//! `limit` applies to the whole dinner.
//!
//! **Given:**
//!
//! ```text
//! impl Kitchen {  // clones are the same kitchen
//!     async fn cook(&self, dish: &'static str) -> Plate;  // takes a while
//! }
//! ```
//!
//! **Judged:** on the virtual clock:
//!
//! - `dinner` returns when the last course has been served, or when the guests
//!   leave, whichever comes first.
//! - `dinner` returns the plates that have been served by then, in the order of
//!   `dishes`.
//! - One course is cooked at a time.
//! - `dinner` doesn't check again and again: with `n` dishes, its future is polled at
//!   most `3 n + 3` times.
//! - When `dinner` has returned, no course is being cooked or started, and no task
//!   is left.
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
        // TODO: apply `limit` to all courses together.
        match timeout(limit, kitchen.cook(dish)).await {
            Ok(plate) => plates.push(plate),
            Err(_) => break,
        }
    }
    plates
}
