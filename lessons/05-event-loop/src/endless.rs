//! The same two tasks, but on a loop that waits for something that never happens.

use crate::greet;
use stage::{OnLane, say};
use std::{future::pending, time::Duration};
use tokio::{runtime::Handle, time::timeout};

/// `block_on(pending())` never returns. The timeout is only here so that the story can
/// continue.
pub(crate) async fn wait_for_a_pending_future() {
    tokio::spawn(greet("hi!", 1).on_lane("hi"));
    tokio::spawn(greet("hoi!", 2).on_lane("hoi"));
    let forever = pending::<()>().on_lane("forever");
    let ended = timeout(Duration::from_millis(3500), forever).await;
    let tasks = Handle::current().metrics().num_alive_tasks();
    let ended = if ended.is_ok() { "yes" } else { "no" };
    say!("{tasks} tasks left; did the loop end by itself? {ended}");
}
