//! How often, and when, a woken task is polled.

use crate::executors::{Executor, NoOutput};
use crate::log::Log;
use executor::yield_now;
use futures::channel::oneshot;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};
use std::{future::poll_fn, mem, thread};

pub(crate) fn woken_three_times<E: Executor>() -> String {
    let waker = Arc::new(Mutex::new(Waker::noop().clone()));
    let log = Log::default();
    E::new().block_on(async {
        drop(E::spawn({
            let (waker, log) = (Arc::clone(&waker), log.clone());
            poll_fn(move |cx| {
                *waker.lock().expect("no thread panics while it holds the lock") =
                    cx.waker().clone();
                log.note("poll");
                Poll::<()>::Pending
            })
        }));
        yield_now().await;
        log.note("wakes");
        let waker =
            waker.lock().expect("no thread panics while it holds the lock").clone();
        (0..3).for_each(|_| waker.wake_by_ref());
        for _ in 0..5 {
            yield_now().await;
        }
    });
    match log.read().as_str() {
        "poll, wakes, poll" => "once".into(),
        "poll, wakes, poll, poll, poll" => "three times".into(),
        other => other.into(),
    }
}

/// In either order.
pub(crate) fn woken_by_two_threads<E: Executor>() -> String {
    let [here_first, there_first] = [true, false].map(|is_here_first| {
        let (polls, kept) = (Arc::new(AtomicUsize::new(0)), Arc::default());
        let count = Arc::clone(&polls);
        E::new().block_on(async {
            drop(E::spawn({
                let kept: Arc<Mutex<Option<Waker>>> = Arc::clone(&kept);
                poll_fn(move |cx| {
                    count.fetch_add(1, SeqCst);
                    kept.lock().expect("no panic").replace(cx.waker().clone());
                    Poll::<()>::Pending
                })
            }));
            yield_now().await;
            let waker = kept.lock().expect("no panic").clone();
            let waker = waker.expect("it was polled");
            let there = waker.clone();
            if is_here_first {
                waker.wake_by_ref();
            }
            thread::spawn(|| there.wake()).join().expect("it only wakes");
            if !is_here_first {
                waker.wake_by_ref();
            }
            for _ in 0..5 {
                yield_now().await;
            }
        });
        polls.load(SeqCst) - 1
    });
    match [here_first, there_first] {
        [1, 1] => "once".into(),
        other => format!("{other:?} times"),
    }
}

pub(crate) fn woken_in_its_poll<E: Executor>() -> String {
    let log = Log::default();
    E::new().block_on(async {
        let (again, is_again) = oneshot::channel();
        drop(E::spawn(wakes_itself_thrice(&log, again)));
        let other = log.clone();
        drop(E::spawn(async move { other.note("other") }));
        is_again.await.expect("it is polled again");
        for _ in 0..5 {
            yield_now().await;
        }
    });
    match log.read().as_str() {
        "poll, other, poll" => "once more, after the others".into(),
        "poll, poll, other" => "once more, at once".into(),
        other => other.into(),
    }
}

/// The part that is also true if other threads poll tasks at the same time.
pub(crate) fn woken_in_its_poll_alone<E: Executor>() -> String {
    let log = Log::default();
    E::new().block_on(async {
        let (again, is_again) = oneshot::channel();
        let task = E::spawn(wakes_itself_thrice(&log, again));
        is_again.await.expect("it is polled again");
        // Once it has ended, it is not polled again.
        E::abort(&task);
        assert_eq!(E::join(task).await, Err(NoOutput::Cancelled));
    });
    match log.read().as_str() {
        "poll, poll" => "once more".into(),
        other => other.into(),
    }
}

/// Wakes itself three times, but only in its first poll, and is never ready.
fn wakes_itself_thrice(
    log: &Log,
    again: oneshot::Sender<()>,
) -> impl Future<Output = ()> + Send + 'static {
    let (mut again, mut is_first, log) = (Some(again), true, log.clone());
    poll_fn(move |cx| {
        log.note("poll");
        if mem::replace(&mut is_first, false) {
            (0..3).for_each(|_| cx.waker().wake_by_ref());
        } else if let Some(again) = again.take() {
            again.send(()).expect("it is waited for");
        }
        Poll::Pending
    })
}
