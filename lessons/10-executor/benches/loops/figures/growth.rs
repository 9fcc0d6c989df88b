//! The cost of a task switch with 10 tasks, and with a million.

use super::{
    NO_YIELD,
    switch::{Order, switch},
};
use crate::{
    Effort,
    pairs::{Contender, Samples, median, rounds},
    peers::{AsyncExecutor, LocalPool, Ours, Peer, Tokio},
    table::{Goal, Row, Unit},
};
use std::time::Duration;

/// A round takes seconds, most of it for spawning a million tasks.
const BUDGET: Duration = Duration::from_secs(25);

/// The number of tasks, and how often each of them yields.
const SIZES: [(u32, u32, Order, &str); 5] = [
    (10, 50_000, Order::Spawned, "a switch between 10 tasks"),
    (1_000, 500, Order::Spawned, "a switch between 1,000 tasks"),
    (100_000, 10, Order::Spawned, "a switch between 100,000 tasks"),
    (1_000_000, 3, Order::Spawned, "a switch between 1,000,000 tasks"),
    (1_000_000, 2, Order::Shuffled, "the same, woken in random order"),
];

pub(crate) fn rows(effort: Effort) -> Vec<Row> {
    let contenders = SIZES.iter().flat_map(|&(tasks, yields, order, _)| {
        let (tasks, yields) = (effort.of(tasks), effort.of(yields));
        [
            Contender::new(Peer::Ours, move || switch::<Ours>(tasks, yields, order)),
            Contender::new(Peer::Tokio, move || {
                switch::<Tokio>(tasks, yields, order)
            }),
            Contender::new(Peer::AsyncExecutor, move || {
                switch::<AsyncExecutor>(tasks, yields, order)
            }),
            Contender::new(Peer::LocalPool, move || {
                switch::<LocalPool>(tasks, yields, order)
            }),
        ]
    });
    let measured = rounds(effort, BUDGET, contenders.collect());
    let sizes: Vec<_> = measured.chunks(measured.len() / SIZES.len()).collect();
    let row = |(size, (.., figure)): (&&[Samples], &(_, _, _, &'static str))| {
        Row::new(figure, Unit::Nanoseconds, size).cannot(&[Peer::Monoio], NO_YIELD)
    };
    let mut rows: Vec<_> = sizes.iter().zip(&SIZES).map(row).collect();
    rows.push(
        growth("growth from 10 to 1,000,000 tasks", sizes[0], sizes[3])
            .goal(Goal::AtMost(1.0)),
    );
    rows.push(growth("the same, woken in random order", sizes[0], sizes[4]));
    rows
}

/// The cost with many tasks, divided by the cost with few.
fn growth(figure: &'static str, few: &[Samples], many: &[Samples]) -> Row {
    let pairs = || few.iter().zip(many);
    let of_best: Vec<_> =
        pairs().map(|(few, many)| (few.peer, many.best() / few.best())).collect();
    let middle = |it: &Samples| median(it.samples.clone());
    let of_median: Vec<_> =
        pairs().map(|(few, many)| middle(many) / middle(few)).collect();
    Row::of(figure, Unit::Times, &of_best)
        .cannot(&[Peer::Monoio], NO_YIELD)
        .ratio([of_best[0].1 / of_best[1].1, of_median[0] / of_median[1]])
}
