//! How long other tasks must wait because of a task that is always ready.

use crate::{executors::Executor, timers::clock_of_the_busy};
use executor::yield_now;
use futures::{Stream, StreamExt, channel, stream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};
use std::{future::poll_fn, mem, task::Poll, thread};

const MESSAGES: usize = 1000;

/// The only behavior that needs the real clock on every executor, because a virtual
/// clock does not move while a task is ready. If the timer is starved, the busy task
/// gives up.
pub(crate) fn timer<E: Executor>() -> String {
    let patience = Duration::from_secs(20);
    E::on_the_real_clock().block_on(async {
        let has_fired = Arc::new(AtomicBool::new(false));
        let busy = E::spawn({
            let has_fired = Arc::clone(&has_fired);
            async move {
                let start = Instant::now();
                while !has_fired.load(SeqCst) && start.elapsed() < patience {
                    yield_now().await;
                }
                has_fired.load(SeqCst)
            }
        });
        E::sleep(Duration::from_millis(1)).await;
        has_fired.store(true, SeqCst);
        let is_fair = E::join(busy).await.expect("it only yields");
        if is_fair { "fires" } else { "is starved" }.into()
    })
}

/// How many polls of a task that works and yields begin after the timer is due, but
/// before the timer's task is polled.
pub(crate) fn polls_before_a_timer<E: Executor>() -> usize {
    let (nap, work) = (Duration::from_millis(5), Duration::from_millis(2));
    E::on_the_real_clock().block_on(async {
        let has_fired = Arc::new(AtomicBool::new(false));
        let fired = Arc::clone(&has_fired);
        let sleep = E::sleep(nap);
        let start = Instant::now();
        let busy = E::spawn(async move {
            let mut late = 0;
            while !fired.load(SeqCst) {
                // A timer may be a millisecond late without being starved.
                late += usize::from(start.elapsed() > nap + work);
                let begun = Instant::now();
                while begun.elapsed() < work {}
                E::yield_now().await;
            }
            late
        });
        sleep.await;
        has_fired.store(true, SeqCst);
        E::join(busy).await.expect("it only works and yields")
    })
}

pub(crate) fn timer_next_to_work<E: Executor>() -> String {
    match polls_before_a_timer::<E>() {
        0..=2 => "at most 2 polls".into(),
        polls => format!("{polls} polls"),
    }
}

pub(crate) fn timer_on_either_clock<E: Executor>() -> String {
    format!("{}; a virtual clock {}", timer::<E>(), clock_of_the_busy::<E>())
}

pub(crate) fn messages<E: Executor>() -> String {
    let (sender, mut receiver) = tokio::sync::mpsc::unbounded_channel();
    (0..MESSAGES).for_each(|it| sender.send(it).expect("there is a receiver"));
    let of_tokio = stream::poll_fn(move |cx| receiver.poll_recv(cx));
    let (sender, of_futures) = channel::mpsc::unbounded();
    (0..MESSAGES)
        .for_each(|it| sender.unbounded_send(it).expect("there is a receiver"));
    match (taken_in_a_poll::<E>(of_tokio), taken_in_a_poll::<E>(of_futures)) {
        (MESSAGES, MESSAGES) => "all".into(),
        (some, MESSAGES) => {
            format!("{some} from tokio's channel, all from the `futures` channel")
        }
        other => format!("{other:?}"),
    }
}

/// How many items a task gets before the stream is no longer ready.
fn taken_in_a_poll<E: Executor>(
    mut items: impl Stream + Send + Unpin + 'static,
) -> usize {
    let mut taken = 0;
    let poll = poll_fn(move |cx| {
        while let Poll::Ready(Some(_)) = items.poll_next_unpin(cx) {
            taken += 1;
        }
        Poll::Ready(taken)
    });
    let taken = E::new().block_on(async { E::join(E::spawn(poll)).await });
    taken.expect("it only receives")
}

pub(crate) fn turn_of_the_main_future<E: Executor>() -> String {
    let tasks = 200;
    let polled = Arc::new(AtomicUsize::new(0));
    E::new().block_on(async {
        for _ in 0..tasks {
            let polled = Arc::clone(&polled);
            drop(E::spawn(async move { polled.fetch_add(1, SeqCst) }));
        }
        yield_now().await;
        polled.load(SeqCst).to_string()
    })
}

/// The worst case among all points in a turn of the loop at which the wake may happen.
pub(crate) fn wake_of_a_thread<E: Executor>() -> String {
    let worst = (1..130).map(polls_until_it_is_seen::<E>).max();
    let worst = worst.expect("there are cases");
    format!("at most {worst} poll{}", if worst == 1 { "" } else { "s" })
}

/// In poll number `wakes_in`, a busy task makes a thread wake the other task. Returns
/// how often the busy task is polled before the other task is polled.
fn polls_until_it_is_seen<E: Executor>(wakes_in: usize) -> usize {
    E::new().block_on(async {
        let (waits, waiting) = mpsc::channel();
        let is_seen = Arc::new(AtomicBool::new(false));
        drop(E::spawn({
            let (mut is_woken, is_seen) = (false, Arc::clone(&is_seen));
            poll_fn(move |cx| {
                if mem::replace(&mut is_woken, true) {
                    is_seen.store(true, SeqCst);
                    return Poll::Ready(());
                }
                waits.send(cx.waker().clone()).expect("the busy task still runs");
                Poll::Pending
            })
        }));
        let busy = E::spawn(async move {
            let mut polls = 0;
            while !is_seen.load(SeqCst) {
                polls += 1;
                if polls == wakes_in {
                    let waker =
                        waiting.recv().expect("the other task was polled first");
                    let thread = thread::spawn(|| waker.wake());
                    thread.join().expect("it only wakes");
                }
                yield_now().await;
            }
            polls - wakes_in
        });
        E::join(busy).await.expect("it only yields")
    })
}
