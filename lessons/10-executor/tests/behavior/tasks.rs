//! Spawning, joining, and aborting tasks, and where that is not allowed.

use crate::executors::{Executor, NoOutput};
use crate::log::Log;
use executor::yield_now;
use futures::channel::oneshot;
use std::future::{pending, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

pub(crate) fn spawned_in_a_row<E: Executor>() -> String {
    let log = Log::default();
    E::new().block_on(async {
        let tasks = ["a", "b", "c"].map(|name| {
            let log = log.clone();
            E::spawn(async move { log.note(name) })
        });
        log.note("await");
        for task in tasks {
            E::join(task).await.expect("it only writes to the log");
        }
    });
    match log.read().as_str() {
        "await, a, b, c" => "in this order, at the next await".into(),
        "a, b, c, await" => "in this order, at once".into(),
        other => other.into(),
    }
}

pub(crate) fn misplaced<E: Executor>() -> String {
    let spawn = panics(|| drop(E::spawn(async {})));
    let block_on = async { panics(|| E::new().block_on(async {})) };
    let block_on = E::new().block_on(async { E::join(E::spawn(block_on)).await });
    match (spawn, block_on) {
        (true, Ok(true)) => "both panic".into(),
        other => format!("panic: {other:?}"),
    }
}

fn panics(f: impl FnOnce()) -> bool {
    catch_unwind(AssertUnwindSafe(f)).is_err()
}

pub(crate) fn dropped_handle<E: Executor>() -> String {
    let (done, is_done) = oneshot::channel();
    let end = E::new().block_on(async {
        drop(E::spawn(async {
            yield_now().await;
            done.send(())
        }));
        is_done.await
    });
    if end.is_ok() { "keeps running" } else { "is dropped" }.into()
}

pub(crate) fn panicking<E: Executor>() -> String {
    E::new().block_on(async {
        let (go, may_go) = oneshot::channel::<()>();
        let other = E::spawn(may_go);
        let panicked = E::join(E::spawn(async { panic!("on purpose") })).await;
        go.send(()).expect("the other task waits for it");
        match (panicked, E::join(other).await) {
            (Err::<(), _>(NoOutput::Panicked(error)), Ok(Ok(())))
                if error.contains("on purpose") =>
            {
                "goes to its handle, with its message; other tasks keep running"
                    .into()
            }
            unexpected => format!("{unexpected:?}"),
        }
    })
}

/// The destructor of a future that is ready panics.
pub(crate) fn panicking_destructor<E: Executor>() -> String {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("in a destructor");
        }
    }
    let bomb = Bomb;
    let task = poll_fn(move |_| {
        let _bomb = &bomb;
        Poll::Ready(7)
    });
    match E::new().block_on(async { E::join(E::spawn(task)).await }) {
        Err(NoOutput::Panicked(_)) => "goes to its handle".into(),
        Ok(7) => "is lost: the handle has the output".into(),
        other => format!("{other:?}"),
    }
}

pub(crate) fn returned<E: Executor>() -> String {
    let log = Log::default();
    E::new().block_on(async {
        let end = log.on_drop("dropped");
        // The future owns `end` until the future is dropped, because `end` is moved out
        // only by a call.
        let task = E::spawn(poll_fn(move |_| {
            let _end = &end;
            Poll::Ready(())
        }));
        E::join(task).await.expect("it is ready at once");
        log.note("joined");
    });
    match log.read().as_str() {
        "dropped, joined" => "before its handle is ready".into(),
        other => other.into(),
    }
}

/// Whether the future is gone when the waker of the handle is called.
pub(crate) fn woken_after_the_drop<E: Executor>() -> String {
    let log = Log::default();
    E::new().block_on(async {
        let end = log.on_drop("dropped");
        let task = E::spawn(poll_fn(move |_| {
            let _end = &end;
            Poll::Ready(())
        }));
        let mut join = pin!(E::join(task));
        let wakes = Waker::from(log.on_wake("woken"));
        assert!(join.as_mut().poll(&mut Context::from_waker(&wakes)).is_pending());
        for _ in 0..5 {
            yield_now().await;
        }
    });
    match log.read().as_str() {
        "dropped, woken" => "before its handle's waker is called".into(),
        "woken, dropped" => "after its handle's waker is called".into(),
        other => other.into(),
    }
}

pub(crate) fn aborted<E: Executor>() -> String {
    let log = Log::default();
    E::new().block_on(async {
        let task = waiting::<E>(&log).await;
        let other = E::spawn({
            let log = log.clone();
            async move { log.note("other") }
        });
        E::abort(&task);
        log.note("aborted");
        assert_eq!(E::join(task).await, Err(NoOutput::Cancelled));
        log.note("joined");
        E::join(other).await.expect("it only writes to the log");
    });
    match log.read().as_str() {
        "aborted, other, dropped, joined" => {
            "at its turn, before its handle is ready".into()
        }
        "dropped, aborted, other, joined" => "at once".into(),
        other => other.into(),
    }
}

/// The part that is also true if other threads poll tasks at the same time.
pub(crate) fn aborted_alone<E: Executor>() -> String {
    let log = Log::default();
    E::new().block_on(async {
        let task = waiting::<E>(&log).await;
        E::abort(&task);
        assert_eq!(E::join(task).await, Err(NoOutput::Cancelled));
        log.note("joined");
    });
    match log.read().as_str() {
        "dropped, joined" => "before its handle is ready".into(),
        other => other.into(),
    }
}

/// A task that has been polled, waits forever, and logs when it is dropped.
async fn waiting<E: Executor>(log: &Log) -> E::Handle<()> {
    let (start, is_started) = oneshot::channel();
    let end = log.on_drop("dropped");
    let task = E::spawn(async move {
        let _end = end;
        start.send(()).expect("it is waited for");
        pending::<()>().await;
    });
    is_started.await.expect("the task says that it has started");
    task
}
