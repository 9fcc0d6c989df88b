//! A timeout around only the part that may be cut off. The code after that part still
//! runs.

use crate::{
    TENTH,
    painting::{Bucket, wash_brush},
};
use stage::{OnLane, say};
use std::time::Duration;
use tokio::time::sleep;
use tokio::time::timeout;

async fn paint_for(limit: Duration) {
    let _bucket = Bucket;
    say!("painting");
    match timeout(limit, sleep(3 * TENTH)).await {
        Ok(()) => say!("painted"),
        Err(_) => say!("no time left"),
    }
    wash_brush().await;
}

pub(crate) async fn the_timeout_further_in() {
    paint_for(TENTH).on_lane("paint").await;
}
