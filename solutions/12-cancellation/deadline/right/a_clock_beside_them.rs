//! The clock is a future, and each course races against it.

use crate::{Kitchen, Plate};
use std::{pin::pin, time::Duration};
use tokio::{select, time::sleep};

pub async fn dinner(
    kitchen: Kitchen,
    dishes: Vec<&'static str>,
    limit: Duration,
) -> Vec<Plate> {
    let mut bell = pin!(sleep(limit));
    let mut plates = Vec::new();
    for dish in dishes {
        select! {
            plate = kitchen.cook(dish) => plates.push(plate),
            () = &mut bell => break,
        }
    }
    plates
}
