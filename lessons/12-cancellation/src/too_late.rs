//! The same painting with enough time, and with too little.

use crate::{TENTH, half_a_second_later, painting::paint, tasks_alive};
use stage::{OnLane, say};
use std::time::Duration;
use tokio::time::timeout;

pub(crate) async fn in_time() {
    paint_for(10 * TENTH).await;
}

pub(crate) async fn too_late() {
    paint_for(TENTH).await;
    half_a_second_later().await;
}

async fn paint_for(limit: Duration) {
    match timeout(limit, paint().on_lane("paint")).await {
        Ok(()) => say!("in time; tasks alive: {}", tasks_alive()),
        Err(_) => say!("too late; tasks alive: {}", tasks_alive()),
    }
}
