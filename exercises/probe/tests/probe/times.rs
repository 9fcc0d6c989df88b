//! How long an attempt took, on two clocks.

use probe::observe;
use std::time::Duration;
use tokio::{join, task::yield_now, time::sleep};

const HOUR: Duration = Duration::from_secs(3600);
const BLINK: Duration = Duration::from_millis(10);

#[test]
fn waits_in_turn_add_up_and_waits_together_do_not() {
    let in_turn = observe(async {
        sleep(HOUR).await;
        sleep(2 * HOUR).await;
    });
    let together = observe(async { join!(sleep(HOUR), sleep(2 * HOUR)) });
    assert_eq!((in_turn.took, together.took), (3 * HOUR, 2 * HOUR));
}

#[test]
fn a_virtual_wait_takes_no_time_of_the_machine() {
    let observed = observe(async { sleep(HOUR).await });
    assert_eq!(observed.took, HOUR);
    assert!(observed.wall < HOUR / 60, "{:?}", observed.wall);
}

#[test]
fn blocking_takes_time_of_the_machine_only() {
    let observed = observe(async { std::thread::sleep(BLINK) });
    assert_eq!(observed.took, Duration::ZERO);
    assert!(observed.wall >= BLINK, "{:?}", observed.wall);
}

#[test]
fn the_longest_poll_is_one_poll() {
    let observed = observe(async {
        std::thread::sleep(BLINK);
        yield_now().await;
        std::thread::sleep(BLINK);
        yield_now().await;
    });
    assert!(observed.longest_poll >= BLINK, "{:?}", observed.longest_poll);
    // The other one took its time as well, whatever the machine did meanwhile.
    let (longest, wall) = (observed.longest_poll, observed.wall);
    assert!(longest + BLINK <= wall, "{longest:?} of {wall:?}");
}

#[test]
fn blocking_looks_slept_for_real_and_waiting_does_not() {
    let blocked = observe(async { std::thread::sleep(BLINK) });
    assert!(blocked.slept_for_real(BLINK));
    assert!(!blocked.slept_for_real(HOUR));
    let waited = observe(async { sleep(HOUR).await });
    assert!(!waited.slept_for_real(HOUR));
}

#[test]
fn nothing_missing_is_never_slept_for_real() {
    let blocked = observe(async { std::thread::sleep(BLINK) });
    assert!(!blocked.slept_for_real(Duration::ZERO));
}

#[test]
fn a_busy_wait_is_many_polls_and_a_wait_is_two() {
    let busy = observe(async {
        for _ in 0..1000 {
            yield_now().await;
        }
    });
    let waits = observe(async { sleep(HOUR).await });
    assert_eq!((busy.polls, waits.polls), (1001, 2));
}

#[test]
fn polls_of_a_task_are_its_own() {
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
