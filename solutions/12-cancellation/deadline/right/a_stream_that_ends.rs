//! A stream of plates that ends when the time is up. The course in progress is
//! dropped with the stream.

use crate::{Kitchen, Plate};
use futures::{StreamExt, stream};
use std::time::Duration;
use tokio::time::sleep;

pub async fn dinner(
    kitchen: Kitchen,
    dishes: Vec<&'static str>,
    limit: Duration,
) -> Vec<Plate> {
    let plates = stream::iter(dishes).then(|dish| kitchen.cook(dish));
    plates.take_until(sleep(limit)).collect().await
}
