//! Attempts that move the clock or put the loop's thread to sleep.

use crate::rejected;
use probe::{Observed, observe, thread};
use std::{future::Future, time::Duration};
use tokio::{
    spawn,
    task::{spawn_blocking, yield_now},
    time::{advance, sleep, timeout},
};

const SECOND: Duration = Duration::from_secs(1);
const NAP: Duration = Duration::from_millis(60);

#[test]
fn an_attempt_that_moves_the_clock_is_rejected() {
    let in_a_task = async { spawn(advance(SECOND)).await.unwrap() };
    let before_a_wait = async {
        advance(SECOND).await;
        sleep(SECOND).await;
    };
    for it in [observe(advance(SECOND)), observe(in_a_task), observe(before_a_wait)]
    {
        assert_eq!(it.advanced, SECOND);
        let said = rejected(|| {
            it.output(None);
        })
        .replace('\n', " ");
        assert!(said.starts_with("it moved tokio's clock forward by 1 s"), "{said}");
        assert!(!said.contains("You might think"), "{said}");
    }
}

#[test]
fn waiting_and_blocking_do_not_count_as_moving_the_clock() {
    let waits = async {
        timeout(SECOND, sleep(2 * SECOND)).await.unwrap_err();
        yield_now().await;
        spawn(sleep(SECOND)).await.unwrap();
        spawn_blocking(|| thread::sleep(SECOND)).await.unwrap();
    };
    let blocks = async {
        thread::sleep(SECOND);
        spawn(async { thread::sleep(SECOND) }).await.unwrap();
    };
    for it in [observe(waits), observe(blocks)] {
        it.output(None);
        assert_eq!((it.took, it.advanced), (2 * SECOND, Duration::ZERO));
    }
}

fn claim<F: Future<Output = ()> + 'static>(attempt: fn() -> F) -> Observed<()> {
    let it = observe(attempt());
    it.keeps_the_thread_free(|| observe(attempt()).asleep);
    it
}

#[test]
fn a_thread_that_sleeps_during_a_poll_is_rejected() {
    async fn in_the_attempt() {
        std::thread::sleep(NAP);
    }
    async fn in_a_task_in_short_naps() {
        let naps = async { (0..30).for_each(|_| std::thread::sleep(NAP / 30)) };
        spawn(naps).await.unwrap();
    }
    async fn in_a_join() {
        std::thread::spawn(|| std::thread::sleep(NAP)).join().unwrap();
    }
    for said in [
        rejected(|| drop(claim(in_the_attempt))),
        rejected(|| drop(claim(in_a_task_in_short_naps))),
        rejected(|| drop(claim(in_a_join))),
    ] {
        assert!(said.starts_with("the loop's thread slept for 0.0"), "{said}");
        assert!(said.contains("(blocking-is-waiting)"), "{said}");
    }
}

#[test]
fn a_thread_that_works_or_is_parked_by_the_loop_is_not_asleep() {
    async fn waits_for_another_thread() {
        spawn_blocking(|| std::thread::sleep(NAP)).await.unwrap();
        sleep(SECOND).await;
    }
    claim(waits_for_another_thread);
    #[cfg(target_os = "linux")]
    {
        async fn computes() {
            let begun = std::time::Instant::now();
            while begun.elapsed() < NAP {
                std::hint::spin_loop();
            }
        }
        claim(computes);
    }
}

#[test]
fn a_blocking_call_on_the_loop_is_rejected_at_its_first_time() {
    let blocks = observe(async { thread::sleep(SECOND) });
    let claim = || blocks.keeps_the_thread_free(|| panic!("it is not repeated"));
    let said = rejected(claim).replace('\n', " ");
    assert!(said.starts_with("it blocked the loop's thread for 1 s"), "{said}");
    let elsewhere =
        observe(async { spawn_blocking(|| thread::sleep(SECOND)).await.unwrap() });
    elsewhere.keeps_the_thread_free(|| Duration::ZERO);
}

#[test]
fn the_clocks_are_compared_only_if_real_time_has_passed_instead() {
    let slept = observe(async { std::thread::sleep(NAP) });
    let note = slept.clock_note(NAP);
    assert!(note.starts_with(". It took 0.0"), "{note}");
    assert_eq!(slept.clock_note(100 * NAP), "");
    assert_eq!(slept.clock_note(Duration::ZERO), "");
}

#[test]
fn a_thread_that_slept_only_once_is_not_rejected() {
    let once = observe(async { std::thread::sleep(NAP) });
    assert!(once.asleep >= NAP * 9 / 10, "{:?}", once.asleep);
    once.keeps_the_thread_free(|| Duration::ZERO);
}
