//! What `reference/rosetta.md` says about sleeping and yielding, with a test for each claim.

use futures::{FutureExt, poll};
use std::{pin::pin, task::Poll, time::Duration};
use tokio::{
    sync::oneshot,
    task::yield_now,
    time::{Instant, sleep, sleep_until},
};

#[tokio::test(start_paused = true)]
async fn a_sleep_of_zero_does_not_yield_on_the_paused_clock() {
    assert_eq!(sleep(Duration::ZERO).now_or_never(), Some(()));
}

#[tokio::test(start_paused = true)]
async fn a_sleep_is_rounded_up_to_whole_milliseconds() {
    let begin = Instant::now();
    sleep(Duration::from_micros(1)).await;
    assert_eq!(begin.elapsed(), Duration::from_millis(1));
}

#[tokio::test]
async fn yield_now_is_ready_at_its_second_poll() {
    let mut turn = pin!(yield_now());
    assert_eq!(poll!(turn.as_mut()), Poll::Pending);
    assert_eq!(poll!(turn.as_mut()), Poll::Ready(()));
}

#[tokio::test]
async fn yield_now_lets_a_ready_task_run_first() {
    let (tell, mut told) = oneshot::channel();
    tokio::spawn(async { tell.send(()) });
    assert!(told.try_recv().is_err());
    yield_now().await;
    assert_eq!(told.try_recv(), Ok(()));
}

#[tokio::test(start_paused = true)]
async fn a_reset_sleep_ends_at_its_new_deadline() {
    let begin = Instant::now();
    let mut limit = pin!(sleep(Duration::from_secs(1)));
    assert!(poll!(limit.as_mut()).is_pending());
    limit.as_mut().reset(begin + Duration::from_secs(3));
    sleep_until(begin + Duration::from_secs(2)).await;
    assert!(poll!(limit.as_mut()).is_pending());
    limit.await;
    assert_eq!(begin.elapsed(), Duration::from_secs(3));
}
