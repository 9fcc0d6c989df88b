//! Empty tasks, from spawn to output: one after another, and all together.

use crate::{
    Effort,
    laps::Laps,
    pairs::{Contender, measure},
    peers::{AsyncExecutor, EventLoop, LocalPool, Monoio, Ours, Peer, Tokio},
    table::{Goal, Row, Unit},
};
use std::time::Instant;

pub(crate) fn rows(effort: Effort) -> Vec<Row> {
    let tasks = effort.of(10_000);
    let alone = measure(
        effort,
        vec![
            Contender::new(Peer::Ours, || one_by_one::<Ours>(tasks)),
            Contender::new(Peer::Tokio, || one_by_one::<Tokio>(tasks)),
            Contender::new(Peer::Monoio, || one_by_one::<Monoio>(tasks)),
            Contender::new(Peer::AsyncExecutor, || {
                one_by_one::<AsyncExecutor>(tasks)
            }),
            Contender::new(Peer::LocalPool, || one_by_one::<LocalPool>(tasks)),
        ],
    );
    let at_once = measure(
        effort,
        vec![
            Contender::new(Peer::Ours, || all_at_once::<Ours>(tasks)),
            Contender::new(Peer::Tokio, || all_at_once::<Tokio>(tasks)),
            Contender::new(Peer::Monoio, || all_at_once::<Monoio>(tasks)),
            Contender::new(Peer::AsyncExecutor, || {
                all_at_once::<AsyncExecutor>(tasks)
            }),
            Contender::new(Peer::LocalPool, || all_at_once::<LocalPool>(tasks)),
        ],
    );
    let row = |figure, measured: &_| {
        Row::new(figure, Unit::Nanoseconds, measured).goal(Goal::AtMost(0.8))
    };
    vec![
        row("spawn, run, join: one by one", &alone),
        row("spawn, run, join: 10,000 at once", &at_once),
    ]
}

/// Nanoseconds per task.
fn one_by_one<L: EventLoop>(tasks: u32) -> f64 {
    L::run(async move {
        let mut laps = Laps::new(tasks.min(1_000));
        for _ in 0..tasks {
            L::spawn(async {}).await;
            laps.count();
        }
        laps.median()
    })
}

/// Nanoseconds per task.
fn all_at_once<L: EventLoop>(tasks: u32) -> f64 {
    let took = L::run(async move {
        let begun = Instant::now();
        let spawned: Vec<_> = (0..tasks).map(|_| L::spawn(async {})).collect();
        for task in spawned {
            task.await;
        }
        begun.elapsed()
    });
    took.as_nanos() as f64 / f64::from(tasks)
}
