//! What becomes of tasks that are not done when `block_on` returns.

use crate::executors::{Executor, NoOutput};
use crate::log::Log;
use executor::yield_now;
use futures::channel::oneshot;
use std::{future::pending, sync::mpsc, time::Duration};

/// `patience` is how long a task may take to go on while no `block_on` runs. Where
/// nobody else could poll it, none is needed.
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
            // To be dropped unsent means no as well.
            if may_go.await.is_ok() {
                goes.send(()).expect("it is waited for");
            }
            pending::<()>().await;
        }));
        is_started.await.expect("the task says that it has started");
    });
    log.note("returned");
    // It fails where the task is dropped.
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
            "go on at the next `block_on`, until the runtime is dropped".into()
        }
        "returned, has gone on, next, dropped, runtime dropped" => {
            "go on meanwhile, until the runtime is dropped".into()
        }
        other => other.into(),
    }
}

pub(crate) fn handle_of_a_left_task<E: Executor>() -> String {
    let executor = E::new();
    let (go, may_go) = oneshot::channel::<()>();
    let task = executor.block_on(async { E::spawn(async { may_go.await.is_ok() }) });
    // It fails where the task is dropped.
    let _ = go.send(());
    match executor.block_on(E::join(task)) {
        Ok(true) => "gives its output".into(),
        Err(NoOutput::Cancelled) => "says that it was cancelled".into(),
        other => format!("{other:?}"),
    }
}
