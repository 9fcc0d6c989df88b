//! Canceling a timer and setting another one, among 100,000 timers that remain.

use super::{NO_TIMERS, Random};
use crate::{
    Effort,
    laps::Laps,
    pairs::{Contender, measure},
    peers::{Monoio, Ours, Peer, Timers, Tokio},
    table::{Goal, Row, Unit},
};
use std::{future::poll_fn, task::Poll, time::Duration};

pub(crate) fn rows(effort: Effort) -> Vec<Row> {
    let timers = effort.of(100_000);
    let measured = measure(
        effort,
        vec![
            Contender::new(Peer::Ours, || exchange::<Ours>(timers)),
            Contender::new(Peer::Tokio, || exchange::<Tokio>(timers)),
            Contender::new(Peer::Monoio, || exchange::<Monoio>(timers)),
        ],
    );
    let figure = "a timer set and canceled, among 100,000";
    let row = Row::new(figure, Unit::Nanoseconds, &measured)
        .cannot(&[Peer::AsyncExecutor, Peer::LocalPool], NO_TIMERS)
        .goal(Goal::AtMost(1.0));
    vec![row]
}

/// Nanoseconds per exchange. The number of exchanges equals the number of timers, and
/// each one replaces a random timer.
fn exchange<L: Timers>(timers: u32) -> f64 {
    L::run(async move {
        let mut random = Random::new();
        // No timer is due before the measurement ends.
        let mut sleep =
            move || L::sleep(Duration::from_millis(10_000 + random.below(100_000)));
        // Boxed, so that they are pinned. The exchanges happen in place and do not allocate.
        let mut sleeps: Vec<_> = (0..timers).map(|_| Box::pin(sleep())).collect();
        let mut random = Random::new();
        poll_fn(|cx| {
            for sleep in &mut sleeps {
                assert!(sleep.as_mut().poll(cx).is_pending());
            }
            let mut laps = Laps::new(timers.min(500));
            for _ in 0..timers {
                let place = &mut sleeps[random.below(timers.into()) as usize];
                place.set(sleep());
                assert!(place.as_mut().poll(cx).is_pending());
                laps.count();
            }
            Poll::Ready(laps.median())
        })
        .await
    })
}
