//! The same three futures: polled together, spawned as tasks, and awaited one by one.

use crate::minimum;
use futures::future::join_all;
use stage::{OnLane, say};
use tokio::runtime::Handle;
use tokio::task::JoinSet;

/// One future made of three, and the number of tasks that exist while it waits.
pub(crate) async fn all_at_once() {
    let ((), tasks) = tokio::join!(join_three(), count_tasks());
    say!("Rust: {tasks} tasks spawned, join_all polled the three itself");
}

/// When any of the three wakes the task, all futures that are not done are polled.
async fn join_three() {
    let minimum = |x| minimum(x).on_lane(format!("minimum {x}"));
    let futures = (0..3).map(minimum);
    let answers = join_all(futures).await;
    say!("answers {answers:?}");
}

/// This future is polled after the others, which are waiting by then.
#[expect(clippy::unused_async, reason = "`join!` takes futures")]
async fn count_tasks() -> usize {
    Handle::current().metrics().num_alive_tasks()
}

/// Three tasks. Each task is polled only when its own timer wakes it.
pub(crate) async fn a_task_each() {
    let minimum = |x| minimum(x).on_lane(format!("task {x}"));
    let spawn = |x| tokio::spawn(minimum(x));
    let handles: Vec<_> = (0..3).map(spawn).collect();
    say!("{} tasks spawned", count_tasks().await);
    let mut answers = Vec::new();
    for handle in handles {
        answers.push(handle.await.expect("minimum does not panic"));
    }
    say!("answers {answers:?}");
}

/// A `JoinSet` returns the answer of whichever task finishes next.
pub(crate) async fn as_they_come() {
    let minimum = |x| minimum(x).on_lane(format!("task {x}"));
    let mut tasks = JoinSet::new();
    for x in 0..3 {
        tasks.spawn(minimum(x));
    }
    let mut answers = Vec::new();
    while let Some(answer) = tasks.join_next().await {
        answers.push(answer.expect("minimum does not panic"));
    }
    say!("answers {answers:?}");
}

/// Wrong on purpose: all futures are created first, but then each is awaited to its end
/// before the next one is polled for the first time.
pub(crate) async fn one_by_one() {
    let minimum = |x| minimum(x).on_lane(format!("minimum {x}"));
    let futures: Vec<_> = (0..3).map(minimum).collect();
    let mut answers = Vec::new();
    for future in futures {
        answers.push(future.await);
    }
    say!("answers {answers:?}");
}
