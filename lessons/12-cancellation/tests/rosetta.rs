//! What `rosetta.md` says about cancellation, with a test for each claim.
//!
//! A paused clock jumps from one timer to the next.

use std::{future::pending, io, pin::pin, sync::mpsc, time::Duration};
use tokio::{
    runtime::Handle,
    select,
    sync::oneshot,
    task::spawn_blocking,
    time::{Instant, sleep, timeout},
};

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test]
async fn the_handle_of_an_aborted_task_reports_the_cancellation() {
    let handle = tokio::spawn(pending::<()>());
    handle.abort();
    let error = handle.await.unwrap_err();
    assert!(error.is_cancelled() && !error.is_panic());
}

#[tokio::test(start_paused = true)]
async fn elapsed_converts_to_the_io_error_timed_out() {
    let elapsed = timeout(SECOND, pending::<()>()).await.unwrap_err();
    assert_eq!(io::Error::from(elapsed).kind(), io::ErrorKind::TimedOut);
}

#[tokio::test(start_paused = true)]
async fn a_handle_that_is_lent_to_a_timeout_can_still_abort() {
    let mut handle = tokio::spawn(pending::<()>());
    assert!(timeout(SECOND, &mut handle).await.is_err());
    assert_eq!(Handle::current().metrics().num_alive_tasks(), 1);
    handle.abort();
    assert!(handle.await.unwrap_err().is_cancelled());
    assert_eq!(Handle::current().metrics().num_alive_tasks(), 0);
}

#[tokio::test(start_paused = true)]
async fn select_drops_the_future_that_is_not_first() {
    let (held, mut dropped) = oneshot::channel::<()>();
    let second = async {
        sleep(2 * SECOND).await;
        drop(held);
    };
    let begin = Instant::now();
    select! { () = sleep(SECOND) => {}, () = second => {} }
    assert!((&mut dropped).await.is_err());
    assert_eq!(begin.elapsed(), SECOND);
}

#[tokio::test(start_paused = true)]
async fn a_future_that_select_borrows_can_be_awaited_afterward() {
    let begin = Instant::now();
    let mut second = pin!(sleep(2 * SECOND));
    select! { () = sleep(SECOND) => {}, () = &mut second => {} }
    second.await;
    assert_eq!(begin.elapsed(), 2 * SECOND);
}

#[tokio::test]
async fn blocking_work_ignores_an_abort_after_it_has_started() {
    let (begin, begun) = oneshot::channel();
    let (go_on, may_go_on) = mpsc::channel::<()>();
    let work = spawn_blocking(move || {
        begin.send(()).unwrap();
        may_go_on.recv().unwrap();
        7
    });
    begun.await.unwrap();
    work.abort();
    go_on.send(()).unwrap();
    assert_eq!(work.await.unwrap(), 7);
}

/// The counterpart of an `@asynccontextmanager`: it opens a value, lends it out, and
/// closes it.
async fn with_an_opened<T>(
    closed: oneshot::Sender<()>,
    body: impl AsyncFnOnce(&str) -> T,
) -> T {
    let answer = body("opened").await;
    closed.send(()).expect("the test listens");
    answer
}

#[tokio::test]
async fn an_async_closure_can_borrow_its_argument() {
    let (close, closed) = oneshot::channel();
    let length = with_an_opened(close, async |it: &str| it.len()).await;
    assert_eq!((length, closed.await), (6, Ok(())));
}

#[tokio::test(start_paused = true)]
async fn the_close_is_skipped_when_the_future_is_dropped_in_the_body() {
    let (close, closed) = oneshot::channel();
    let body = async |_: &str| pending::<()>().await;
    assert!(timeout(SECOND, with_an_opened(close, body)).await.is_err());
    assert!(closed.await.is_err());
}
