//! Sleeps that are due but not polled.

use probe::{Lateness, observe};
use std::{
    future::poll_fn,
    pin::pin,
    sync::{Arc, Mutex},
    task::Poll,
    time::Duration,
};
use tokio::{
    join,
    task::yield_now,
    time::{Instant, sleep, timeout},
};

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn a_sleep_that_is_polled_when_due_is_not_late() {
    let lateness = Lateness::new();
    let (first, second) = (lateness.clone(), lateness.clone());
    let observed = observe(async move {
        join!(first.sleep(SECOND), second.sleep(20 * SECOND));
        first.sleep_until(Instant::now() + SECOND).await;
    });
    observed.output(None);
    assert_eq!((observed.took, lateness.latest()), (21 * SECOND, Duration::ZERO));
}

#[test]
fn a_sleep_that_is_due_while_another_future_is_awaited_is_late() {
    let lateness = Lateness::new();
    let starved = lateness.clone();
    let observed = observe(async move {
        let mut fetch = pin!(starved.sleep(SECOND));
        poll_once(&mut fetch).await;
        sleep(20 * SECOND).await;
        fetch.await;
        // A sleep that is less late, or not late at all, does not change the maximum.
        let mut fetch = pin!(starved.sleep(SECOND));
        poll_once(&mut fetch).await;
        sleep(3 * SECOND).await;
        fetch.await;
        starved.sleep(SECOND).await;
    });
    observed.output(None);
    assert_eq!(lateness.latest(), 19 * SECOND);
}

#[test]
fn a_ticker_is_late_only_if_a_tick_is_due_while_its_thread_is_blocked() {
    let latest_tick = |blocked: Duration| {
        let lateness = Lateness::new();
        let ticker = lateness.clone().tick(SECOND);
        let observed = observe(async move {
            let ticker = tokio::spawn(ticker);
            sleep(3 * SECOND / 2).await;
            probe::thread::sleep(blocked);
            sleep(3 * SECOND).await;
            ticker.abort();
        });
        observed.output(None);
        lateness.latest()
    };
    assert_eq!(latest_tick(2 * SECOND), 3 * SECOND / 2);
    // The thread is free again before the next tick is due.
    assert_eq!(latest_tick(SECOND / 4), Duration::ZERO);
}

#[test]
fn a_dropped_sleep_is_late_only_if_it_was_due() {
    let (late, in_time) = (Lateness::new(), Lateness::new());
    let (starved, canceled) = (late.clone(), in_time.clone());
    let observed = observe(async move {
        {
            let mut fetch = pin!(starved.sleep(SECOND));
            poll_once(&mut fetch).await;
            sleep(5 * SECOND).await;
        }
        timeout(SECOND, canceled.sleep(5 * SECOND)).await.expect_err("it is late");
        // By now, the dropped sleep would be due.
        sleep(10 * SECOND).await;
    });
    observed.output(None);
    assert_eq!((late.latest(), in_time.latest()), (4 * SECOND, Duration::ZERO));
}

#[test]
fn a_sleep_that_is_left_behind_is_late_if_it_was_due() {
    let (late, in_time) = (Lateness::new(), Lateness::new());
    let starve = |lateness: &Lateness| {
        let lateness = lateness.clone();
        async move {
            let mut fetch = pin!(lateness.sleep(2 * SECOND));
            poll_once(&mut fetch).await;
            sleep(3600 * SECOND).await;
        }
    };
    let (long, short) = (starve(&late), starve(&in_time));
    let observed = observe(async move {
        tokio::spawn(long);
        sleep(9 * SECOND).await;
        tokio::spawn(short);
        sleep(SECOND).await;
    });
    observed.output(None);
    assert_eq!((late.latest(), in_time.latest()), (8 * SECOND, Duration::ZERO));
}

#[test]
fn a_sleep_that_was_never_polled_is_not_late() {
    let lateness = Lateness::new();
    let lazy = lateness.clone();
    let observed = observe(async move {
        let never = lazy.sleep(SECOND);
        let later = lazy.sleep(SECOND);
        sleep(5 * SECOND).await;
        drop(never);
        later.await;
    });
    assert_eq!((observed.took, lateness.latest()), (6 * SECOND, Duration::ZERO));
}

#[test]
fn a_sleep_until_a_time_that_has_passed_is_late() {
    let lateness = Lateness::new();
    let asked = lateness.clone();
    let observed = observe(async move {
        let due = Instant::now() + SECOND;
        sleep(3 * SECOND).await;
        yield_now().await;
        asked.sleep_until(due).await;
    });
    observed.output(None);
    assert_eq!(lateness.latest(), 2 * SECOND);
}

#[test]
fn a_sleep_that_outlives_the_runtime_is_not_measured_on_another_clock() {
    let lateness = Lateness::new();
    let kept = Arc::new(Mutex::new(None));
    let (asked, keep) = (lateness.clone(), Arc::clone(&kept));
    let observed = observe(async move {
        // On any clock other than the virtual one, this would already be due.
        let due = Instant::now();
        let mut fetch = Box::pin(asked.sleep_until(due + Duration::from_nanos(1)));
        poll_once(&mut fetch).await;
        keep.lock().unwrap().replace(fetch);
    });
    observed.output(None);
    drop(kept.lock().unwrap().take().expect("it was kept"));
    assert_eq!(lateness.latest(), Duration::ZERO);
}

/// Polls a future once and ignores the result.
async fn poll_once(future: &mut (impl Future<Output = ()> + Unpin)) {
    poll_fn(|context| {
        let _ = std::pin::Pin::new(&mut *future).poll(context);
        Poll::Ready(())
    })
    .await;
}
