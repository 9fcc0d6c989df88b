//! How long an attempt takes, in virtual and in real time.

use probe::observe;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    time::Duration,
};
use tokio::{join, task::yield_now, time::sleep};

const HOUR: Duration = Duration::from_secs(3600);
const BLINK: Duration = Duration::from_millis(10);

#[test]
fn waits_in_turn_add_up_but_concurrent_waits_do_not() {
    let in_turn = observe(async {
        sleep(HOUR).await;
        sleep(2 * HOUR).await;
    });
    let together = observe(async { join!(sleep(HOUR), sleep(2 * HOUR)) });
    assert_eq!((in_turn.took, together.took), (3 * HOUR, 2 * HOUR));
}

#[test]
fn a_virtual_wait_takes_no_real_time() {
    let observed = observe(async { sleep(HOUR).await });
    assert_eq!(observed.took, HOUR);
    assert!(observed.wall < HOUR / 60, "{:?}", observed.wall);
}

#[test]
fn blocking_takes_only_real_time() {
    let observed = observe(async { std::thread::sleep(BLINK) });
    assert_eq!(observed.took, Duration::ZERO);
    assert!(observed.wall >= BLINK, "{:?}", observed.wall);
}

#[test]
fn the_longest_poll_is_a_single_poll() {
    let observed = observe(async {
        std::thread::sleep(BLINK);
        yield_now().await;
        std::thread::sleep(BLINK);
        yield_now().await;
    });
    assert!(observed.longest_poll >= BLINK, "{:?}", observed.longest_poll);
    // The other long poll took at least `BLINK`, even on a busy machine.
    let (longest, wall) = (observed.longest_poll, observed.wall);
    assert!(longest + BLINK <= wall, "{longest:?} of {wall:?}");
}

#[test]
fn blocking_is_slept_for_real_but_awaiting_is_not() {
    let blocked = observe(async { std::thread::sleep(BLINK) });
    assert!(blocked.slept_for_real(BLINK));
    assert!(!blocked.slept_for_real(HOUR));
    let waited = observe(async { sleep(HOUR).await });
    assert!(!waited.slept_for_real(HOUR));
}

#[test]
fn zero_missing_time_is_never_slept_for_real() {
    let blocked = observe(async { std::thread::sleep(BLINK) });
    assert!(!blocked.slept_for_real(Duration::ZERO));
}

#[test]
fn a_busy_wait_is_polled_often_and_a_timer_twice() {
    let busy = observe(async {
        for _ in 0..1000 {
            yield_now().await;
        }
    });
    let waits = observe(async { sleep(HOUR).await });
    assert_eq!((busy.polls, waits.polls), (1001, 2));
}

#[test]
fn an_attempt_that_looks_instead_of_being_woken_is_rejected() {
    let observed = observe(async {
        for _ in 0..9 {
            sleep(BLINK).await;
        }
    });
    observed.is_polled_at_most(10);
    let rejects = || observed.is_polled_at_most(9);
    let rejected = catch_unwind(AssertUnwindSafe(rejects)).expect_err("10 polls");
    let said = probe::panic_words(&*rejected).expect("a rejection is text");
    assert!(said.starts_with("it is polled 10 times, but 9 are enough"), "{said}");
}

#[test]
fn polls_of_spawned_tasks_do_not_count() {
    let observed = observe(async {
        let task = tokio::spawn(async {
            for _ in 0..1000 {
                yield_now().await;
            }
        });
        task.await.unwrap();
    });
    assert_eq!(observed.polls, 2);
}
