//! Timers: they fire in order, on time, and never early, and are gone when their sleep
//! is dropped.

use crate::support::{
    MILLI, OnDrop, SECOND, Spy, Wakes, poll_with, refusal, run, settle,
};
use executor::{
    Elapsed, block_on, elapsed, join_all, sleep, spawn, timeout, yield_now,
};
use std::cell::{Cell, RefCell};
use std::future::{pending, poll_fn, ready};
use std::pin::pin;
use std::task::{Poll, Waker};
use std::time::{Duration, Instant};
use std::{rc::Rc, thread};

#[test]
fn the_virtual_clock_is_exact() {
    let began = Instant::now();
    run(async {
        for duration in [3_600 * SECOND, MILLI, Duration::from_nanos(1)] {
            let before = elapsed();
            sleep(duration).await;
            assert_eq!(elapsed() - before, duration);
        }
        assert_eq!(elapsed(), Duration::new(3_600, 1_000_001));
    });
    assert!(began.elapsed() < 60 * SECOND);
}

#[test]
fn the_virtual_clock_does_not_move_while_a_task_is_ready() {
    run(async {
        let sleeper = spawn(sleep(Duration::from_nanos(1)));
        for _ in 0..1_000 {
            yield_now().await;
        }
        assert_eq!(elapsed(), Duration::ZERO);
        assert!(!sleeper.is_finished());
    });
}

#[test]
fn each_loop_begins_at_zero() {
    for _ in 0..2 {
        run(async {
            assert_eq!(elapsed(), Duration::ZERO);
            sleep(SECOND).await;
        });
    }
}

#[test]
fn sleepers_wake_in_the_order_of_their_deadlines() {
    run(async {
        let log = Rc::new(RefCell::new(Vec::new()));
        join_all([5, 1, 4, 2, 3].map(|seconds| {
            let log = Rc::clone(&log);
            async move {
                sleep(seconds * SECOND).await;
                assert_eq!(elapsed(), seconds * SECOND);
                log.borrow_mut().push(seconds);
            }
        }))
        .await;
        assert_eq!(*log.borrow(), [1, 2, 3, 4, 5]);
    });
}

#[test]
fn sleeps_with_the_same_deadline_wake_in_the_order_in_which_they_were_created() {
    run(async {
        let log = Rc::new(RefCell::new(Vec::new()));
        let sleeps: Vec<_> = (0..100).map(|_| sleep(SECOND)).collect();
        let tasks = sleeps.into_iter().enumerate().rev().map(|(number, sleep)| {
            let log = Rc::clone(&log);
            spawn(async move {
                sleep.await;
                log.borrow_mut().push(number);
            })
        });
        let tasks: Vec<_> = tasks.collect();
        join_all(tasks).await;
        assert!(log.borrow().iter().copied().eq(0..100));
    });
}

#[test]
fn a_sleep_counts_from_its_creation_and_not_from_its_first_poll() {
    run(async {
        let late = sleep(3 * SECOND);
        let past = sleep(SECOND);
        sleep(2 * SECOND).await;
        past.await;
        assert_eq!(elapsed(), 2 * SECOND);
        late.await;
        assert_eq!(elapsed(), 3 * SECOND);
    });
}

#[test]
fn a_sleep_of_zero_is_ready_at_once() {
    let mut nap = pin!(async { sleep(Duration::ZERO).await });
    let mut polls = 0;
    run(poll_fn(|cx| {
        polls += 1;
        nap.as_mut().poll(cx)
    }));
    assert_eq!(polls, 1);
}

#[test]
fn the_longest_sleep_is_due_when_the_virtual_clock_ends() {
    run(async {
        let (longest, second) = (sleep(Duration::MAX), sleep(SECOND));
        second.await;
        assert_eq!(elapsed(), SECOND);
        longest.await;
        assert_eq!(elapsed(), Duration::from_nanos(u64::MAX));
        sleep(Duration::MAX).await;
    });
}

#[test]
fn the_longest_sleep_does_not_stop_the_real_clock() {
    block_on(async {
        let longest = spawn(sleep(Duration::MAX));
        let mut polls = 0;
        // The longest sleep is the only timer, so the loop parks for as long as it can.
        poll_fn(|cx| {
            polls += 1;
            if polls == 20 {
                return Poll::Ready(());
            }
            let waker = cx.waker().clone();
            thread::spawn(move || waker.wake());
            Poll::Pending
        })
        .await;
        assert!(!longest.is_finished());
        assert_eq!(timeout(Duration::MAX, ready(7)).await, Ok(7));
    });
}

#[test]
fn the_real_clock_is_never_early() {
    block_on(async {
        for micros in [1, 50, 999, 1_000, 1_001, 1_500, 2_999] {
            let duration = Duration::from_micros(micros);
            let (began, moment) = (Instant::now(), elapsed());
            sleep(duration).await;
            assert!(began.elapsed() >= duration);
            assert!(elapsed() - moment >= duration);
        }
    });
}

#[test]
fn a_dropped_sleep_leaves_no_timer_behind() {
    run(async {
        let (wakes, waker) = Wakes::new();
        let mut dropped = sleep(SECOND);
        assert!(poll_with(&mut dropped, &waker).is_pending());
        assert_eq!(wakes.wakers(), 2);
        drop(dropped);
        assert_eq!(wakes.wakers(), 1);
        sleep(2 * SECOND).await;
        assert_eq!(wakes.count(), 0);
    });
}

#[test]
fn the_virtual_clock_does_not_jump_to_a_timer_that_was_dropped() {
    run(async {
        let abandoned = spawn(async { timeout(SECOND, pending::<()>()).await });
        settle().await;
        abandoned.abort();
        let before = elapsed();
        sleep(3 * SECOND).await;
        assert_eq!(elapsed() - before, 3 * SECOND);
    });
}

#[test]
fn a_sleep_that_was_never_polled_sets_no_timer() {
    let deadlock = executor::block_on_virtual(async {
        let _unpolled = sleep(SECOND);
        let _at_the_end = OnDrop(|| assert_eq!(elapsed(), Duration::ZERO));
        pending::<()>().await;
    });
    deadlock.unwrap_err();
}

#[test]
fn a_sleep_wakes_only_the_task_that_polled_it_last() {
    run(async {
        let mut nap = sleep(SECOND);
        let ((former, former_waker), (newer, newer_waker)) =
            (Wakes::new(), Wakes::new());
        assert!(poll_with(&mut nap, &former_waker).is_pending());
        assert!(poll_with(&mut nap, &newer_waker).is_pending());
        assert!(poll_with(&mut nap, &newer_waker).is_pending());
        assert_eq!((former.wakers(), newer.wakers()), (1, 2));
        sleep(2 * SECOND).await;
        assert_eq!((former.count(), newer.count()), (0, 1));
        assert_eq!(newer.wakers(), 1);
        assert!(poll_with(&mut nap, Waker::noop()).is_ready());
    });
}

#[test]
fn a_sleep_that_is_ready_stays_ready() {
    run(async {
        let mut nap = sleep(SECOND);
        (&mut nap).await;
        (&mut nap).await;
        assert_eq!(elapsed(), SECOND);
    });
}

#[test]
fn a_sleep_is_refused_in_another_loop_and_outside_any_loop() {
    let mut nap = block_on(async {
        let mut nap = sleep(SECOND);
        assert!(poll_with(&mut nap, Waker::noop()).is_pending());
        nap
    });
    let said =
        "a sleep belongs to the loop that it was created on: create a new one here";
    assert_eq!(refusal(|| poll_with(&mut nap, Waker::noop())), said);
    run(async {
        assert_eq!(refusal(|| poll_with(&mut nap, Waker::noop())), said);
        sleep(SECOND).await;
        drop(nap);
    });
}

#[test]
fn a_sleep_may_be_dropped_while_its_thread_exits() {
    thread_local! {
        static KEPT: Cell<Option<executor::Sleep>> = const { Cell::new(None) };
    }
    let thread = thread::spawn(|| {
        block_on(async {
            let mut nap = sleep(SECOND);
            assert!(poll_with(&mut nap, Waker::noop()).is_pending());
            KEPT.set(Some(nap));
        });
    });
    thread.join().unwrap();
}

#[test]
fn a_sleeper_is_polled_at_its_deadline_and_not_before() {
    run(async {
        let polls = Rc::new(Cell::new(0));
        let count = Rc::clone(&polls);
        let task = spawn(async move {
            let mut nap = sleep(10 * SECOND);
            poll_fn(|cx| {
                count.set(count.get() + 1);
                poll_with(&mut nap, cx.waker())
            })
            .await;
        });
        for _ in 0..20 {
            sleep(SECOND).await;
        }
        assert!(task.is_finished());
        assert_eq!(polls.get(), 2);
    });
}

#[test]
fn ten_thousand_sleepers_wake_at_their_deadlines() {
    run(async {
        let tasks: Vec<_> = (0..10_000_u32)
            .map(|number| {
                let duration = (number * 7_919 % 10_000) * MILLI;
                spawn(async move {
                    sleep(duration).await;
                    assert_eq!(elapsed(), duration);
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
    });
}

#[test]
fn a_timeout_returns_an_output_that_is_in_time() {
    run(async {
        let slow = async {
            sleep(SECOND).await;
            7
        };
        assert_eq!(timeout(2 * SECOND, slow).await, Ok(7));
        assert_eq!(elapsed(), SECOND);
    });
}

#[test]
fn a_timeout_drops_a_future_that_takes_longer() {
    run(async {
        let alive = Rc::new(());
        let kept = Rc::clone(&alive);
        let slow = async move {
            sleep(2 * SECOND).await;
            drop(kept);
        };
        assert_eq!(timeout(SECOND, slow).await, Err(Elapsed));
        assert_eq!((elapsed(), Rc::strong_count(&alive)), (SECOND, 1));
        assert_eq!(Elapsed.to_string(), "the time limit is over");
    });
}

#[test]
fn an_output_at_the_moment_of_the_timeout_wins() {
    run(async {
        assert_eq!(timeout(SECOND, sleep(SECOND)).await, Ok(()));
        assert_eq!(timeout(Duration::ZERO, ready(7)).await, Ok(7));
        assert_eq!(timeout(Duration::ZERO, pending::<()>()).await, Err(Elapsed));
    });
}

#[test]
fn a_timeout_counts_from_its_call() {
    run(async {
        let limited = timeout(2 * SECOND, pending::<()>());
        sleep(SECOND).await;
        assert_eq!(limited.await, Err(Elapsed));
        assert_eq!(elapsed(), 2 * SECOND);
    });
}

#[test]
fn a_timeout_leaves_no_timer_behind_in_either_case() {
    run(async {
        let (wakes, waker) = Wakes::new();
        let spy = Spy::default();
        let mut limited = Box::pin(timeout(SECOND, spy.clone()));
        assert!(poll_with(&mut limited, &waker).is_pending());
        assert_eq!(wakes.wakers(), 3);
        spy.finish();
        assert_eq!(poll_with(&mut limited, &waker), Poll::Ready(Ok(())));
        // The two are this waker and the clone that the spy keeps.
        assert_eq!(wakes.wakers(), 2);
        sleep(2 * SECOND).await;
        assert_eq!(wakes.count(), 0);
    });
}

#[test]
fn timeouts_nest_and_the_shortest_one_wins() {
    run(async {
        let inner = timeout(2 * SECOND, pending::<()>());
        assert_eq!(timeout(3 * SECOND, inner).await, Ok(Err(Elapsed)));
        let inner = timeout(2 * SECOND, pending::<()>());
        assert_eq!(timeout(SECOND, inner).await, Err(Elapsed));
        assert_eq!(elapsed(), 3 * SECOND);
    });
}
