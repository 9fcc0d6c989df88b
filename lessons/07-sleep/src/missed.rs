//! What an interval does about missed ticks.
//!
//! The first turn takes longer than two periods. Each of the three behaviors runs in
//! its own task, so that its row in the picture shows only its own polls.

use stage::{OnLane, say, seconds};
use std::time::Duration;
use tokio::{
    join, spawn,
    time::{Instant, MissedTickBehavior, interval, sleep},
};

const PERIOD: Duration = Duration::from_millis(200);
const LONG_TURN: Duration = Duration::from_millis(500);

async fn five_ticks(missed: MissedTickBehavior) {
    let start = Instant::now();
    let mut beat = interval(PERIOD);
    beat.set_missed_tick_behavior(missed);
    let mut fired = Vec::new();
    for tick in 0..5 {
        beat.tick().await;
        fired.push(start.elapsed());
        if tick == 0 {
            sleep(LONG_TURN).await;
        }
    }
    say!("{missed:?}: fired at {}", listed(fired));
}

fn listed(times: impl IntoIterator<Item = Duration>) -> String {
    times.into_iter().map(seconds).collect::<Vec<_>>().join(", ")
}

pub(crate) async fn after_a_long_turn() {
    say!("due at {}", listed((0..5).map(|tick| PERIOD * tick)));
    let burst = spawn(five_ticks(MissedTickBehavior::Burst).on_lane("Burst"));
    let skip = spawn(five_ticks(MissedTickBehavior::Skip).on_lane("Skip"));
    let delay = spawn(five_ticks(MissedTickBehavior::Delay).on_lane("Delay"));
    let (burst, skip, delay) = join!(burst, skip, delay);
    for ended in [burst, skip, delay] {
        ended.expect("counting to five does not panic");
    }
}
