//! Which tasks an attempt leaves running.

use probe::observe;
use std::{future::pending, time::Duration};
use tokio::{task::yield_now, time::sleep};

#[test]
fn a_task_that_goes_on_is_counted() {
    let observed = observe(async {
        tokio::spawn(sleep(Duration::from_secs(1)));
        tokio::spawn(pending::<()>());
    });
    assert_eq!(observed.left_alive, 2);
}

#[test]
fn a_task_that_was_awaited_or_aborted_is_not_counted() {
    let observed = observe(async {
        tokio::spawn(sleep(Duration::from_secs(1))).await.unwrap();
        tokio::spawn(pending::<()>()).abort();
    });
    assert_eq!(observed.left_alive, 0);
}

#[test]
fn a_task_that_ends_in_its_next_turns_is_not_counted() {
    let observed = observe(async {
        tokio::spawn(yield_now());
    });
    assert_eq!(observed.left_alive, 0);
}

#[test]
fn a_stuck_attempt_is_not_counted() {
    let observed = observe(async {
        tokio::spawn(pending::<()>());
        pending::<()>().await;
    });
    assert_eq!(observed.left_alive, 1);
}
