//! What `reference/rosetta.md` says about `gather` and its counterparts, with a test for
//! each claim.
//!
//! Most tests pause tokio's clock, which then jumps from one timer to the next.

use futures::{
    FutureExt, StreamExt,
    future::{join_all, try_join_all},
    join, poll,
    stream::FuturesUnordered,
};
use std::{cell::Cell, future::pending, pin::pin, sync::Arc, time::Duration};
use tokio::{
    runtime::Handle,
    task::JoinSet,
    time::{Instant, sleep},
};

const SECOND: Duration = Duration::from_secs(1);

async fn answer_after(seconds: u32) -> u32 {
    sleep(seconds * SECOND).await;
    seconds
}

#[tokio::test]
async fn the_first_poll_of_join_all_runs_each_part_to_its_first_wait() {
    let begun = Cell::new(0);
    let part = async || {
        begun.set(begun.get() + 1);
        pending::<()>().await;
    };
    let mut join = pin!(join_all([part(), part()]));
    assert!(poll!(join.as_mut()).is_pending());
    assert_eq!(begun.get(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_panic_in_a_join_drops_the_other_parts() {
    let begin = Instant::now();
    let held = Arc::new(());
    let of_the_other = Arc::clone(&held);
    let task = tokio::spawn(async move {
        let one = async { assert_eq!(answer_after(1).await, 0, "it panics") };
        let other = async move {
            answer_after(2).await;
            drop(of_the_other);
        };
        join!(one, other)
    });
    assert!(task.await.unwrap_err().is_panic());
    assert_eq!((begin.elapsed(), Arc::strong_count(&held)), (SECOND, 1));
}

#[tokio::test]
async fn a_dropped_join_drops_its_parts() {
    let held = Arc::new(());
    let part = async |_held: Arc<()>| pending::<()>().await;
    let mut join = Box::pin(join_all([part(held.clone()), part(held.clone())]));
    assert!(poll!(join.as_mut()).is_pending());
    assert_eq!(Arc::strong_count(&held), 3);
    drop(join);
    assert_eq!(Arc::strong_count(&held), 1);
}

#[tokio::test(start_paused = true)]
async fn tasks_keep_running_after_a_join_of_their_handles_is_dropped() {
    let join = join_all([1, 2].map(|it| tokio::spawn(answer_after(it))));
    assert_eq!(join.now_or_never().map(|_| "done"), None);
    assert_eq!(Handle::current().metrics().num_alive_tasks(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_join_set_returns_answers_in_completion_order() {
    let mut set: JoinSet<_> = [3, 1, 2].map(answer_after).into_iter().collect();
    let mut answers = Vec::new();
    while let Some(answer) = set.join_next().await {
        answers.push(answer.unwrap());
    }
    assert_eq!(answers, [1, 2, 3]);
}

#[tokio::test(start_paused = true)]
async fn join_all_of_a_join_set_returns_answers_in_completion_order() {
    let set: JoinSet<_> = [3, 1, 2].map(answer_after).into_iter().collect();
    assert_eq!(set.join_all().await, [1, 2, 3]);
    assert_eq!(join_all([3, 1, 2].map(answer_after)).await, [3, 1, 2]);
}

#[tokio::test(start_paused = true)]
async fn futures_unordered_yields_answers_in_completion_order() {
    let parts: FuturesUnordered<_> =
        [3, 1, 2].map(answer_after).into_iter().collect();
    assert_eq!(parts.collect::<Vec<_>>().await, [1, 2, 3]);
}

/// Waits twice for one second. The second sleep is created in the poll in which the
/// first one finishes.
async fn two_waits() {
    answer_after(1).await;
    answer_after(1).await;
}

#[tokio::test(start_paused = true)]
async fn futures_unordered_makes_no_progress_while_it_is_not_polled() {
    let begin = Instant::now();
    let mut parts = FuturesUnordered::from_iter([two_waits()]);
    assert!(poll!(parts.next()).is_pending());
    sleep(5 * SECOND).await;
    parts.next().await;
    assert_eq!(begin.elapsed(), 6 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn a_join_set_makes_progress_while_it_is_not_polled() {
    let begin = Instant::now();
    let mut set = JoinSet::from_iter([two_waits()]);
    sleep(5 * SECOND).await;
    set.join_next().await;
    assert_eq!(begin.elapsed(), 5 * SECOND);
}

/// Joins `count` futures. The last future fails after one second, but the others take
/// five seconds. Returns how long `try_join_all` takes to return the error.
async fn error_of_the_last(count: u32) -> Duration {
    let begin = Instant::now();
    let parts = (1..=count).map(async |it| match it == count {
        true => Err(answer_after(1).await),
        false => Ok(answer_after(5).await),
    });
    assert_eq!(try_join_all(parts).await, Err(1));
    begin.elapsed()
}

#[tokio::test(start_paused = true)]
async fn try_join_all_of_thirty_returns_the_first_error_at_once() {
    assert_eq!(error_of_the_last(30).await, SECOND);
}

#[tokio::test(start_paused = true)]
async fn try_join_all_of_more_than_thirty_returns_an_error_only_in_its_turn() {
    assert_eq!(error_of_the_last(31).await, 5 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn a_shared_future_gives_its_answer_to_every_clone() {
    let shared = answer_after(1).shared();
    assert_eq!(join!(shared.clone(), shared), (1, 1));
}
