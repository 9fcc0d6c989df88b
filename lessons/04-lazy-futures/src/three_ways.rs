//! An async function whose future is forgotten, awaited, or joined with another.

use stage::{OnLane, say};
use std::time::Duration;
use tokio::{join, runtime::Handle, time::sleep};

/// The first call is wrong on purpose. The compiler's warning about it is expected.
pub(crate) async fn three_ways() {
    #[expect(unused_must_use, reason = "the act is about the forgotten await")]
    tea("forgotten", 1).on_lane("forgotten");
    say!("forgotten: made, dropped, and nothing happened");

    tea("awaited", 1).on_lane("awaited").await;

    join!(
        tea("joined, slow", 2).on_lane("joined, slow"),
        tea("joined, quick", 1).on_lane("joined, quick"),
        count_tasks(),
    );
}

async fn tea(name: &str, seconds: u64) {
    say!("{name}: put on");
    sleep(Duration::from_secs(seconds)).await;
    say!("{name}: ready");
}

/// `join!` polls this future last. By then, the other two are waiting.
#[expect(clippy::unused_async, reason = "`join!` takes futures")]
async fn count_tasks() {
    let tasks = Handle::current().metrics().num_alive_tasks();
    say!("Rust: two are waiting, {tasks} tasks were made for them");
}
