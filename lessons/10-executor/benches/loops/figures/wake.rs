//! The time from a wake on another thread to the poll on the loop's thread, which is parked.
//!
//! The other thread gets the waker during the poll that returns `Pending`, and waits before
//! it wakes, so that the loop has parked by then.

use crate::{
    Effort,
    pairs::{Contender, Samples, measure, median, ratio},
    peers::{AsyncExecutor, EventLoop, LocalPool, Ours, Peer, Tokio},
    table::{Goal, Row, Unit},
};
use std::{
    future::poll_fn,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::SeqCst},
        mpsc,
    },
    task::{Poll, Waker},
    thread,
    time::{Duration, Instant},
};

/// How long the loop may take to park.
const PAUSE: Duration = Duration::from_micros(100);

pub(crate) fn rows(effort: Effort) -> Vec<Row> {
    let wakes = effort.of(500);
    let measured = measure(
        effort,
        vec![
            Contender::new(Peer::Ours, || wake::<Ours>(wakes)),
            Contender::new(Peer::Tokio, || wake::<Tokio>(wakes)),
            Contender::new(Peer::AsyncExecutor, || wake::<AsyncExecutor>(wakes)),
            Contender::new(Peer::LocalPool, || wake::<LocalPool>(wakes)),
        ],
    );
    let [_, of_pairs] = ratio(&measured[0], &measured[1]);
    // Which cores the two threads run on matters more than any noise, so the best round
    // is a lucky one, but the median round is typical.
    let typical: Vec<_> = measured
        .into_iter()
        .map(|it| Samples { samples: vec![median(it.samples)], ..it })
        .collect();
    let figure = "a wake by another thread, until the poll";
    let row = Row::new(figure, Unit::Nanoseconds, &typical)
        .ratio([typical[0].best() / typical[1].best(), of_pairs])
        .cannot(&[Peer::Monoio], "one thread")
        .goal(Goal::AtMost(1.2))
        .note("The row for a wake by another thread shows the median round, not the best.".to_owned())
        .note(
            "Our loop, async-executor, and `LocalPool` park their thread. tokio parks in the \
             system's event queue, where sockets can wake it, too, and so does our loop once it \
             has a socket."
                .to_owned(),
        );
    vec![row]
}

/// The median time of `wakes` wakes.
fn wake<L: EventLoop>(wakes: u32) -> f64 {
    let (lent, wakers) = mpsc::channel::<Waker>();
    let begun = Instant::now();
    let now = move || u64::try_from(begun.elapsed().as_nanos()).expect("it is soon");
    // The time at which the task was woken, or 0.
    let woken_at = Arc::new(AtomicU64::new(0));
    let tell = Arc::clone(&woken_at);
    let waking = thread::spawn(move || {
        for waker in wakers {
            thread::sleep(PAUSE);
            tell.store(now(), SeqCst);
            waker.wake();
        }
    });
    let waits = async move {
        let mut took = Vec::new();
        for _ in 0..wakes {
            let mut is_lent = false;
            let wake = poll_fn(|cx| {
                let woken_at = woken_at.swap(0, SeqCst);
                if woken_at != 0 {
                    return Poll::Ready((now() - woken_at) as f64);
                }
                if !is_lent {
                    is_lent = true;
                    lent.send(cx.waker().clone()).expect("it waits for wakers");
                }
                Poll::Pending
            });
            took.push(wake.await);
        }
        took
    };
    let took = L::run(waits);
    waking.join().expect("waking does not panic");
    median(took)
}
