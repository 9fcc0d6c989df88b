//! Main returns while a task is still running, and the act's runtime is dropped.

use crate::deliver;
use stage::{OnLane, say};
use std::time::Duration;
use tokio::{runtime::Handle, time::sleep};

pub(crate) async fn main_returns() {
    drop(tokio::spawn(errand().on_lane("errand")));
    sleep(Duration::from_secs(1)).await;
    let alive = Handle::current().metrics().num_alive_tasks();
    say!("main returns; tasks alive: {alive}");
}

async fn errand() {
    let _bag = Bag;
    deliver("letter", 30).await;
    say!("the bag is washed");
}

/// Prints a line when it is dropped.
struct Bag;

impl Drop for Bag {
    fn drop(&mut self) {
        say!("the bag is put away");
    }
}
