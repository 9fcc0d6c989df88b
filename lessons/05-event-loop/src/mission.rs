//! Two tasks on one thread, with every poll, park, and wake.

use crate::{greet, traced::Traced, watch::Watch};
use stage::{OnLane, say, seconds};
use tokio::{runtime::Handle, time::Instant};

/// Says `hi!` after one second and `hoi!` after two, and counts.
pub(crate) async fn traced(watch: Watch) {
    let start = Instant::now();
    let hi = tokio::spawn(Traced::new("hi", &watch, greet("hi!", 1)).on_lane("hi"));
    let hoi =
        tokio::spawn(Traced::new("hoi", &watch, greet("hoi!", 2)).on_lane("hoi"));
    let tasks = Handle::current().metrics().num_alive_tasks();
    hi.await.expect("a greeting does not panic");
    hoi.await.expect("a greeting does not panic");

    let took = seconds(start.elapsed());
    let counts = watch.counts();
    let (polls, threads) = (counts.polls, counts.threads.len());
    let parked = seconds(counts.parked);
    say!(
        "{tasks} tasks, {polls} polls, {threads} thread, parked {parked} of {took}"
    );
}
