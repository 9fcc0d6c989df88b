//! The same three futures: polled together, spawned as tasks, and awaited in turn.

use crate::minimum;
use futures::future::join_all;
use stage::{OnLane, say};
use tokio::{runtime::Handle, task::JoinSet};

/// One future made of three. It is polled when any of them wakes, and polls all of them.
pub(crate) async fn all_at_once() {
    let futures = (0..3).map(|x| minimum(x).on_lane(format!("minimum {x}")));
    let answers = join_all(futures);
    let (answers, tasks) = tokio::join!(answers, count_tasks());
    say!("answers {answers:?}");
    say!("Rust: {tasks} tasks spawned, join_all polled the three itself");
}

/// Polled after the others, when they wait.
#[expect(clippy::unused_async, reason = "`join!` takes futures")]
async fn count_tasks() -> usize {
    Handle::current().metrics().num_alive_tasks()
}

/// Three tasks. Each is polled only when it wakes itself.
pub(crate) async fn a_task_each() {
    let spawn = |x| tokio::spawn(minimum(x).on_lane(format!("task {x}")));
    let handles: Vec<_> = (0..3).map(spawn).collect();
    say!("{} tasks spawned", count_tasks().await);
    let mut answers = Vec::new();
    for handle in handles {
        answers.push(handle.await.expect("minimum does not panic"));
    }
    say!("answers {answers:?}");
}

/// A set hands over whichever task is done first.
pub(crate) async fn as_they_come() {
    let mut tasks = JoinSet::new();
    for x in 0..3 {
        tasks.spawn(minimum(x).on_lane(format!("task {x}")));
    }
    let mut answers = Vec::new();
    while let Some(answer) = tasks.join_next().await {
        answers.push(answer.expect("minimum does not panic"));
    }
    say!("answers {answers:?}");
}

/// Wrong on purpose: all futures are made first, and then each is awaited to its end
/// before the next is polled at all.
pub(crate) async fn one_by_one() {
    let make = |x| minimum(x).on_lane(format!("minimum {x}"));
    let futures: Vec<_> = (0..3).map(make).collect();
    let mut answers = Vec::new();
    for future in futures {
        answers.push(future.await);
    }
    say!("answers {answers:?}");
}
