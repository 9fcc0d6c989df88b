//! A task and two calls to `block_on`: between the two calls, no task is polled.

use stage::{OnLane, say};
use std::time::Duration;
use tokio::{runtime::Builder, sync::oneshot};

/// The task tells the first `block_on` that it is halfway, and then waits until it
/// is told to continue. Each of the two channels carries one message.
pub(crate) fn two_block_ons() {
    let runtime = Builder::new_current_thread().build();
    let runtime = runtime.expect("the system has room for a runtime");
    let (tell_halfway, halfway) = oneshot::channel();
    let (tell_go, go) = oneshot::channel();

    let task = async move {
        say!("first half");
        tell_halfway.send(()).expect("the first `block_on` is waiting");
        go.await.expect("the sender is kept");
        say!("second half");
    };
    let task = runtime.spawn(task.on_lane("task"));
    say!("spawned, but nothing happens");
    runtime.block_on(halfway).expect("the task gets halfway");
    say!("the first run is over");
    tell_go.send(()).expect("the task is waiting");
    stage::thread::sleep(Duration::from_secs(1));
    say!("told to go a second ago, but nothing happens");
    runtime.block_on(task).expect("the task does not panic");
    say!("the second run is over");
}
