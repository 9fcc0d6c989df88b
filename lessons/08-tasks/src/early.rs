//! A future and a task, each created one second before it is awaited.

use crate::deliver;
use stage::{OnLane, say, seconds};
use std::time::Duration;
use tokio::time::{Instant, sleep};

const BUSY: Duration = Duration::from_secs(1);

pub(crate) async fn made_a_second_before() {
    let start = Instant::now();
    let letter = errand("letter").on_lane("a future");
    say!("letter: created");
    sleep(BUSY).on_lane("main sleeps").await;
    letter.await;
    say!("letter: took {} in all", seconds(start.elapsed()));

    let start = Instant::now();
    let parcel = tokio::spawn(errand("parcel").on_lane("a task"));
    say!("parcel: spawned");
    sleep(BUSY).on_lane("main sleeps").await;
    parcel.await.expect("an errand does not panic");
    say!("parcel: took {} in all", seconds(start.elapsed()));
}

async fn errand(what: &str) {
    say!("{what}: under way");
    deliver(what, 20).await;
}
