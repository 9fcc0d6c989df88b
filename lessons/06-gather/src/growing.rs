//! The sum versus the maximum: how much time waiting together saves as more waits are
//! added.

use futures::future::join_all;
use stage::{say, seconds};
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// Waits of 100 ms, one after another and all together.
pub(crate) async fn one_ten_a_hundred() {
    let wait = || sleep(Duration::from_millis(100));
    for n in [1, 10, 100] {
        let start = Instant::now();
        for _ in 0..n {
            wait().await;
        }
        let in_turn = seconds(start.elapsed());

        let start = Instant::now();
        join_all((0..n).map(|_| wait())).await;
        let together = seconds(start.elapsed());
        say!("{n:>3} waits of 0.1 s: in turn {in_turn:>4}, together {together}");
    }
}
