//! A separate timeout for each of three walls, and then one deadline for all of them.

use crate::TENTH;
use stage::{OnLane, say, seconds};
use tokio::time::{Instant, sleep, timeout, timeout_at};

pub(crate) async fn three_walls() {
    let start = Instant::now();
    let mut painted = 0;
    for n in 1..=3 {
        if timeout(5 * TENTH, wall(n)).await.is_err() {
            break;
        }
        painted += 1;
    }
    let took = seconds(start.elapsed());
    say!("0.5 s for each wall: {painted} painted, after {took}");

    let start = Instant::now();
    let mut painted = 0;
    let deadline = start + 5 * TENTH;
    for n in 1..=3 {
        if timeout_at(deadline, wall(n)).await.is_err() {
            break;
        }
        painted += 1;
    }
    let took = seconds(start.elapsed());
    say!("0.5 s for all walls: {painted} painted, after {took}");
}

async fn wall(n: u32) {
    sleep(4 * TENTH).on_lane(format!("wall {n}")).await;
}
