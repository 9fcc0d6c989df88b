//! What happens to tasks that are not done when `block_on` returns.

use crate::executors::{Executor, NoOutput};
use crate::log::Log;
use executor::yield_now;
use futures::channel::oneshot;
use std::future::{pending, poll_fn};
use std::task::{Poll, Waker};
use std::{mem, sync::mpsc, thread, time::Duration};

/// `patience` is how long to wait for a task to be polled while `block_on` isn't
/// running. It may be zero if only `block_on` polls tasks.
pub(crate) fn left_tasks<E: Executor>(patience: Duration) -> String {
    let log = Log::default();
    let executor = E::new();
    let (go, may_go) = oneshot::channel::<()>();
    let (goes, has_gone) = mpsc::channel();
    executor.block_on(async {
        let (start, is_started) = oneshot::channel();
        let end = log.on_drop("dropped");
        drop(E::spawn(async move {
            let _end = end;
            start.send(()).expect("it is waited for");
            // If `go` is dropped, the task does not send anything either.
            if may_go.await.is_ok() {
                goes.send(()).expect("it is waited for");
            }
            pending::<()>().await;
        }));
        is_started.await.expect("the task says that it has started");
    });
    log.note("returned");
    // This fails if the task has been dropped.
    let _ = go.send(());
    if has_gone.recv_timeout(patience).is_ok() {
        log.note("has gone on");
    }
    executor.block_on(async {
        for _ in 0..5 {
            yield_now().await;
        }
    });
    log.note("next");
    if has_gone.try_recv().is_ok() {
        log.note("has gone on");
    }
    drop(executor);
    log.note("runtime dropped");
    match log.read().as_str() {
        "dropped, returned, next, runtime dropped" => "are dropped".into(),
        "returned, next, has gone on, dropped, runtime dropped" => {
            "continue in the next `block_on`, until the runtime is dropped".into()
        }
        "returned, has gone on, next, dropped, runtime dropped" => {
            "keep running until the runtime is dropped".into()
        }
        other => other.into(),
    }
}

/// All tasks wait, and no timer is set, but a thread has a waker, which it calls after a while.
pub(crate) fn waker_on_a_thread<E: Executor>() -> String {
    let (sender, wakers) = mpsc::channel::<Waker>();
    let other = thread::spawn(move || {
        let waker = wakers.recv().expect("the task is polled");
        // By then, the executor is idle. If the executor is not idle yet, it sees the
        // wake earlier.
        thread::sleep(Duration::from_millis(20));
        waker.wake();
    });
    let mut is_waiting = false;
    let woken = poll_fn(move |cx| {
        if mem::replace(&mut is_waiting, true) {
            return Poll::Ready(());
        }
        sender.send(cx.waker().clone()).expect("the other thread waits for it");
        Poll::Pending
    });
    let woken = E::new().block_on(async { E::join(E::spawn(woken)).await });
    other.join().expect("it only wakes");
    if woken == Ok(()) { "sleeps until then" } else { "fails" }.into()
}

pub(crate) fn handle_of_a_left_task<E: Executor>() -> String {
    let executor = E::new();
    let (go, may_go) = oneshot::channel::<()>();
    let task = executor.block_on(async { E::spawn(async { may_go.await.is_ok() }) });
    // This fails if the task has been dropped.
    let _ = go.send(());
    match executor.block_on(E::join(task)) {
        Ok(true) => "returns its output".into(),
        Err(NoOutput::Cancelled) => "reports that it was canceled".into(),
        other => format!("{other:?}"),
    }
}
