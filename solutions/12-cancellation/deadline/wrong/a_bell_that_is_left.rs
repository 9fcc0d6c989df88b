//! tests-failed: it has returned; tasks still running: 1
//! A second task watches the clock. When all courses are served in time, it is still
//! watching.

use crate::{Kitchen, Plate};
use std::time::Duration;
use tokio::{select, sync::oneshot, time::sleep};

pub async fn dinner(
    kitchen: Kitchen,
    dishes: Vec<&'static str>,
    limit: Duration,
) -> Vec<Plate> {
    let (bell, mut rings) = oneshot::channel();
    tokio::spawn(async move {
        sleep(limit).await;
        let _ = bell.send(());
    });
    let mut plates = Vec::new();
    for dish in dishes {
        select! {
            plate = kitchen.cook(dish) => plates.push(plate),
            _ = &mut rings => break,
        }
    }
    plates
}
