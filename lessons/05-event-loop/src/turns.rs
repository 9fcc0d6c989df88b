//! A task and two calls of `block_on`: between them nobody polls.

use stage::{OnLane, say};
use std::time::Duration;
use tokio::{runtime::Builder, sync::oneshot};

/// The task tells the first `block_on` that it is halfway, and waits to be told to go on.
/// Each of the two channels carries one message.
pub(crate) fn two_block_ons() {
    let runtime = Builder::new_current_thread().build();
    let runtime = runtime.expect("the system has room for a runtime");
    let (tell_halfway, halfway) = oneshot::channel();
    let (tell_go, go) = oneshot::channel();

    let task = async move {
        say!("first half");
        tell_halfway.send(()).expect("the first block_on listens");
        go.await.expect("it is told to go");
        say!("second half");
    };
    let task = runtime.spawn(task.on_lane("task"));
    say!("spawned, and nothing moves");
    runtime.block_on(halfway).expect("the task gets halfway");
    say!("the first run is over");
    tell_go.send(()).expect("the task listens");
    stage::thread::sleep(Duration::from_secs(1));
    say!("told to go a second ago, and nothing moves");
    runtime.block_on(task).expect("the task does not panic");
    say!("the second run is over");
}
