//! What happens to the other future when one of two fails.

use stage::{OnLane, say, seconds};
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// Combines the same two futures in three ways.
pub(crate) async fn one_of_two_fails() {
    let start = Instant::now();
    let both =
        tokio::join!(milk().on_lane("join! milk"), tea().on_lane("join! tea"));
    say!("join! returns after {}: {both:?}", seconds(start.elapsed()));

    let start = Instant::now();
    let first = tokio::try_join!(
        milk().on_lane("try_join! milk"),
        tea().on_lane("try_join! tea")
    );
    say!("try_join! returns after {}: {first:?}", seconds(start.elapsed()));

    let start = Instant::now();
    let milk = tokio::spawn(milk().on_lane("spawned milk"));
    let tea = tokio::spawn(tea().on_lane("spawned tea"));
    let first = milk.await.expect("milk does not panic");
    say!("spawned milk returns after {}: {first:?}", seconds(start.elapsed()));
    let tea = tea.await.expect("tea does not panic");
    say!("spawned tea returns after {}: {tea:?}", seconds(start.elapsed()));
}

async fn milk() -> Result<&'static str, &'static str> {
    sleep(Duration::from_millis(100)).await;
    Err("no milk")
}

async fn tea() -> Result<&'static str, &'static str> {
    let mut cup = Cup { full: false };
    sleep(Duration::from_millis(300)).await;
    cup.full = true;
    Ok("tea")
}

/// When this cup is dropped, it says whether the code after the sleep has run.
struct Cup {
    full: bool,
}

impl Drop for Cup {
    fn drop(&mut self) {
        say!("a {} cup is put away", if self.full { "full" } else { "half-made" });
    }
}
