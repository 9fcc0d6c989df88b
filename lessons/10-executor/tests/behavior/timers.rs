//! Sleeps and timeouts, and what a virtual clock does with them.

use crate::{executors::Executor, log::Log};
use executor::yield_now;
use futures::poll;
use std::task::{Context, Poll, Waker};
use std::{pin::pin, time::Duration};

const MILLISECOND: Duration = Duration::from_millis(1);

pub(crate) fn counts_from<E: Executor>() -> String {
    E::new().block_on(async {
        let mut first = pin!(E::sleep(2 * MILLISECOND));
        E::sleep(2 * MILLISECOND).await;
        // If its timer starts at the call, it is due no later than the other timer.
        let is_due = poll!(first.as_mut()).is_ready();
        if is_due { "the call to `sleep`" } else { "its first poll" }.into()
    })
}

pub(crate) fn sleep_of_no_time<E: Executor>() -> String {
    E::new().block_on(async {
        let is_ready = poll!(pin!(E::sleep(Duration::ZERO))).is_ready();
        if is_ready { "does not yield" } else { "yields" }.into()
    })
}

pub(crate) fn long_and_short<E: Executor>() -> String {
    let (hour, microsecond) = (Duration::from_secs(3600), Duration::from_micros(1));
    let measure = |it| E::new().block_on(E::time(async move { E::sleep(it).await }));
    match [hour, microsecond].map(measure) {
        taken if taken == [hour, microsecond] => "exactly that".into(),
        taken if taken == [hour, MILLISECOND] => "an hour and a millisecond".into(),
        taken => format!("{taken:?}"),
    }
}

pub(crate) fn due_together<E: Executor>() -> String {
    let log = Log::default();
    E::new().block_on(async {
        let (mut a, mut b) =
            (pin!(E::sleep(5 * MILLISECOND)), pin!(E::sleep(5 * MILLISECOND)));
        let [wake_a, wake_b] = ["a", "b"].map(|it| Waker::from(log.on_wake(it)));
        let b = b.as_mut().poll(&mut Context::from_waker(&wake_b));
        let a = a.as_mut().poll(&mut Context::from_waker(&wake_a));
        assert_eq!([a, b], [Poll::Pending; 2]);
        E::sleep(6 * MILLISECOND).await;
    });
    match log.read().as_str() {
        "a, b" => "in the order of the calls to `sleep`".into(),
        "b, a" => "in the order of their first polls".into(),
        other => other.into(),
    }
}

pub(crate) fn just_in_time<E: Executor>() -> String {
    let limit = 5 * MILLISECOND;
    let end = E::new().block_on(async { E::timeout(limit, E::sleep(limit)).await });
    if end.is_some() { "wins" } else { "loses" }.into()
}

pub(crate) fn clock_of_the_busy<E: Executor>() -> String {
    let log = Log::default();
    E::new().block_on(async {
        let busy = E::spawn({
            let log = log.clone();
            async move {
                for _ in 0..1000 {
                    yield_now().await;
                }
                log.note("done");
            }
        });
        E::sleep(MILLISECOND).await;
        log.note("timer");
        E::join(busy).await.expect("it only yields");
    });
    match log.read().as_str() {
        "done, timer" => "does not move".into(),
        "timer, done" => "moves".into(),
        other => other.into(),
    }
}
