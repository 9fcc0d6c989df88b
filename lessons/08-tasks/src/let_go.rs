//! Four ways to let go of a task. Two of the four tasks finish anyway.

use crate::deliver;
use stage::{OnLane, say};
use std::time::Duration;
use tokio::{
    runtime::Handle,
    spawn,
    task::JoinSet,
    time::{sleep, timeout},
};

pub(crate) async fn four_ways() {
    let dropped = spawn(deliver("dropped handle", 10).on_lane("dropped handle"));
    let timed = spawn(deliver("timed out", 12).on_lane("timed out"));
    let aborted = spawn(deliver("aborted", 14).on_lane("aborted"));
    let mut set = JoinSet::new();
    set.spawn(deliver("in a set", 16).on_lane("in a set"));

    sleep(Duration::from_millis(200)).await;
    drop(dropped);
    say!("a handle is dropped");
    let waited = timeout(Duration::from_millis(300), timed).await;
    let waited = if waited.is_ok() { "done" } else { "not done yet" };
    say!("0.3 s of waiting for another: {waited}");
    drop(set);
    aborted.abort();
    let end = aborted.await.expect_err("it was aborted in time");
    let canceled = end.is_cancelled();
    say!("Rust: a set is dropped, one is aborted, is_cancelled: {canceled}");
    say!("tasks alive: {}", Handle::current().metrics().num_alive_tasks());
    sleep(Duration::from_secs(1)).await;
}
