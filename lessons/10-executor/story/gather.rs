//! Act 4: the three futures from the lesson "Many at once", on our own loop.

use crate::steps::s4_timers::{Clock, EventLoop};
use stage::{OnLane, say};
use std::cell::RefCell;
use std::future::{pending, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant};

thread_local! {
    static LOOP: RefCell<Option<EventLoop>> = const { RefCell::new(None) };
}

/// The time on this act's loop.
pub(crate) fn now() -> Duration {
    LOOP.with_borrow(|it| it.as_ref().map_or(Duration::ZERO, EventLoop::now))
}

pub(crate) fn six_lines(clock_is_virtual: bool) {
    let clock = if clock_is_virtual {
        Clock::Virtual(Duration::ZERO)
    } else {
        Clock::Real(Instant::now())
    };
    let event_loop = EventLoop::new(clock);
    LOOP.set(Some(event_loop.clone()));
    let handle = event_loop.clone();
    let gathered = event_loop.block_on(async move {
        let task = |x| {
            handle.spawn(minimum(handle.clone(), x).on_lane(format!("task {x}")))
        };
        let tasks: Vec<_> = (0..3).map(task).collect();
        let mut answers = Vec::new();
        for task in tasks {
            answers.push(task.await);
        }
        answers
    });
    say!("answers {:?}", gathered.expect("there is always a timer"));

    let handle = event_loop.clone();
    let first = event_loop.block_on(async move {
        let year = Duration::from_secs(365 * 24 * 60 * 60);
        let winner = first(handle.sleep(Duration::ZERO), handle.sleep(year)).await;
        format!(
            "the {winner} sleep is over, and {} timers are left",
            handle.timers()
        )
    });
    say!("Rust: {}", first.expect("there is a timer"));

    let waits_forever = EventLoop::new(Clock::Virtual(Duration::ZERO));
    let stuck = waits_forever.block_on(pending::<()>());
    say!("Rust: a task that nothing will wake: {stuck:?}");
}

async fn minimum(event_loop: EventLoop, x: u64) -> u64 {
    say!("{x} started");
    event_loop.sleep(Duration::from_secs(5 - x)).await;
    say!("Received: {x}");
    x
}

/// Prints the name of the future that is ready first. The other one is dropped.
async fn first(
    one: impl Future<Output = ()>,
    other: impl Future<Output = ()>,
) -> &'static str {
    let (mut one, mut other) = (pin!(one), pin!(other));
    poll_fn(|cx| match (one.as_mut().poll(cx), other.as_mut().poll(cx)) {
        (Poll::Ready(()), _) => Poll::Ready("short"),
        (_, Poll::Ready(())) => Poll::Ready("long"),
        _ => Poll::Pending,
    })
    .await
}
