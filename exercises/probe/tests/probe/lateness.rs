//! Who is due and is not polled.

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
fn who_is_polled_when_due_is_not_late() {
    let punctual = Lateness::new();
    let (first, second) = (punctual.clone(), punctual.clone());
    let observed = observe(async move {
        join!(first.sleep(SECOND), second.sleep(20 * SECOND));
        first.sleep_until(Instant::now() + SECOND).await;
    });
    observed.output(None);
    assert_eq!((observed.took, punctual.latest()), (21 * SECOND, Duration::ZERO));
}

#[test]
fn who_is_due_while_somebody_else_is_awaited_is_late() {
    let punctual = Lateness::new();
    let starved = punctual.clone();
    let observed = observe(async move {
        let mut fetch = pin!(starved.sleep(SECOND));
        poll_once(&mut fetch).await;
        sleep(20 * SECOND).await;
        fetch.await;
        // One that is less late, and one that is not late at all, change nothing.
        let mut fetch = pin!(starved.sleep(SECOND));
        poll_once(&mut fetch).await;
        sleep(3 * SECOND).await;
        fetch.await;
        starved.sleep(SECOND).await;
    });
    observed.output(None);
    assert_eq!(punctual.latest(), 19 * SECOND);
}

#[test]
fn a_ticker_is_late_by_what_keeps_it_from_its_thread_and_only_by_that() {
    let tick = |kept: Duration| {
        let lateness = Lateness::new();
        let ticker = lateness.clone().tick(SECOND);
        let observed = observe(async move {
            let ticker = tokio::spawn(ticker);
            sleep(3 * SECOND / 2).await;
            probe::thread::sleep(kept);
            sleep(3 * SECOND).await;
            ticker.abort();
        });
        observed.output(None);
        lateness.latest()
    };
    assert_eq!(tick(2 * SECOND), 3 * SECOND / 2);
    // The next tick is due only later.
    assert_eq!(tick(SECOND / 4), Duration::ZERO);
}

#[test]
fn who_is_dropped_when_long_due_is_late_and_who_is_dropped_before_is_not() {
    let (late, in_time) = (Lateness::new(), Lateness::new());
    let (starved, canceled) = (late.clone(), in_time.clone());
    let observed = observe(async move {
        {
            let mut fetch = pin!(starved.sleep(SECOND));
            poll_once(&mut fetch).await;
            sleep(5 * SECOND).await;
        }
        timeout(SECOND, canceled.sleep(5 * SECOND)).await.expect_err("it is late");
        // By now it would have been due.
        sleep(10 * SECOND).await;
    });
    observed.output(None);
    assert_eq!((late.latest(), in_time.latest()), (4 * SECOND, Duration::ZERO));
}

#[test]
fn who_is_left_behind_when_long_due_is_late() {
    let (late, in_time) = (Lateness::new(), Lateness::new());
    let starve = |punctual: &Lateness| {
        let punctual = punctual.clone();
        async move {
            let mut fetch = pin!(punctual.sleep(2 * SECOND));
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
fn who_never_began_to_wait_is_not_late() {
    let punctual = Lateness::new();
    let lazy = punctual.clone();
    let observed = observe(async move {
        let never = lazy.sleep(SECOND);
        let afterwards = lazy.sleep(SECOND);
        sleep(5 * SECOND).await;
        drop(never);
        afterwards.await;
    });
    assert_eq!((observed.took, punctual.latest()), (6 * SECOND, Duration::ZERO));
}

#[test]
fn who_asks_for_a_time_that_has_passed_is_late() {
    let punctual = Lateness::new();
    let asked = punctual.clone();
    let observed = observe(async move {
        let due = Instant::now() + SECOND;
        sleep(3 * SECOND).await;
        yield_now().await;
        asked.sleep_until(due).await;
    });
    observed.output(None);
    assert_eq!(punctual.latest(), 2 * SECOND);
}

#[test]
fn a_sleep_that_outlives_the_runtime_is_not_measured_on_another_clock() {
    let punctual = Lateness::new();
    let kept = Arc::new(Mutex::new(None));
    let (asked, keep) = (punctual.clone(), Arc::clone(&kept));
    let observed = observe(async move {
        // Due in the past for any clock but the virtual one, which stands at zero.
        let due = Instant::now();
        let mut fetch = Box::pin(asked.sleep_until(due + Duration::from_nanos(1)));
        poll_once(&mut fetch).await;
        keep.lock().unwrap().replace(fetch);
    });
    observed.output(None);
    drop(kept.lock().unwrap().take().expect("it was kept"));
    assert_eq!(punctual.latest(), Duration::ZERO);
}

/// PollStats, and does not care what comes of it.
async fn poll_once(future: &mut (impl Future<Output = ()> + Unpin)) {
    poll_fn(|context| {
        let _ = std::pin::Pin::new(&mut *future).poll(context);
        Poll::Ready(())
    })
    .await;
}
