//! A switch from one task to the next: 10,000 tasks yield 100 times each.

use super::{NO_YIELD, Random};
use crate::{
    Effort,
    laps::Laps,
    pairs::{Contender, measure, ratio, rounds},
    peers::{
        AsyncExecutor, EventLoop, LocalPool, Ours, Peer, Tokio, TokioYieldNow,
        asyncio,
    },
    table::{Goal, Row, Unit},
};
use std::{
    cell::RefCell,
    future::poll_fn,
    mem,
    rc::Rc,
    task::{Poll, Waker},
    time::Duration,
};

const LAP: u32 = 5_000;

pub(crate) fn rows(effort: Effort) -> Vec<Row> {
    let (tasks, yields) = (effort.of(10_000), 100);
    let measured = measure(
        effort,
        vec![
            Contender::new(Peer::Ours, || {
                switch::<Ours>(tasks, yields, Order::Spawned)
            }),
            Contender::new(Peer::Tokio, || {
                switch::<Tokio>(tasks, yields, Order::Spawned)
            }),
            Contender::new(Peer::Tokio, || {
                switch::<TokioYieldNow>(tasks, yields, Order::Spawned)
            }),
            Contender::new(Peer::AsyncExecutor, || {
                switch::<AsyncExecutor>(tasks, yields, Order::Spawned)
            }),
            Contender::new(Peer::LocalPool, || {
                switch::<LocalPool>(tasks, yields, Order::Spawned)
            }),
        ],
    );
    let [itself, yield_now] = [measured[1].best(), measured[2].best()];
    let row = Row::new(
        "a switch between 10,000 tasks",
        Unit::Nanoseconds,
        &measured,
    )
    .cannot(&[Peer::Monoio], NO_YIELD)
    .goal(Goal::AtMost(0.6))
    .note(format!(
        "For tokio, the table shows the cheaper of two switches: a task that wakes itself \
             ({itself:.0} ns) and `yield_now` ({yield_now:.0} ns)."
    ))
    .note(
        "If a task wakes itself, monoio polls it again immediately, before all other tasks."
            .to_owned(),
    );
    vec![row, against_asyncio(effort, tasks, yields)]
}

/// Python needs a second where the others need milliseconds, so it has its own row.
fn against_asyncio(effort: Effort, tasks: u32, yields: u32) -> Row {
    let figure = "the same, against asyncio";
    let Some((version, _)) = asyncio::switch(10, 10) else {
        return Row::new(figure, Unit::Nanoseconds, &[])
            .note("There was no python3 to run asyncio.".to_owned());
    };
    let measured = rounds(
        effort,
        Duration::ZERO,
        vec![
            Contender::new(Peer::Ours, || {
                switch::<Ours>(tasks, yields, Order::Spawned)
            }),
            Contender::new(Peer::Asyncio, || {
                asyncio::switch(tasks, yields).expect("it ran before").1
            }),
        ],
    );
    Row::new(figure, Unit::Nanoseconds, &measured[..1])
        .ratio(ratio(&measured[0], &measured[1]))
        .goal(Goal::AtMost(0.04))
        .note(format!(
            "In CPython {version}, asyncio takes {} for a switch.",
            Unit::Nanoseconds.in_words(measured[1].best(), 2)
        ))
}

/// The order in which tasks are polled in every turn.
#[derive(Clone, Copy)]
pub(super) enum Order {
    /// Roughly the order in memory, too, so the processor can prefetch the next task.
    Spawned,
    /// The next task might be anywhere in memory.
    Shuffled,
}

/// Nanoseconds per switch between `tasks` tasks, without spawns and joins.
pub(super) fn switch<L: EventLoop>(tasks: u32, yields: u32, order: Order) -> f64 {
    L::run(async move {
        // The first turn is left out, because it may be the first to touch a task's
        // memory.
        let laps = Laps::shared(tasks, LAP.min(tasks * yields));
        let wakers = Rc::new(RefCell::new(Vec::with_capacity(tasks as usize)));
        let task = |_| {
            let (laps, wakers) = (Rc::clone(&laps), Rc::clone(&wakers));
            L::spawn(async move {
                if let Order::Shuffled = order {
                    wait_in(&wakers).await;
                }
                for _ in 0..=yields {
                    laps.borrow_mut().count();
                    L::yield_now().await;
                }
            })
        };
        let spawned: Vec<_> = (0..tasks).map(task).collect();
        if let Order::Shuffled = order {
            while wakers.borrow().len() < spawned.len() {
                L::yield_now().await;
            }
            let mut wakers = wakers.take();
            shuffle(&mut wakers);
            wakers.into_iter().for_each(Waker::wake);
        }
        for task in spawned {
            task.await;
        }
        laps.borrow().median()
    })
}

/// Waits until all tasks waiting here are woken.
async fn wait_in(wakers: &RefCell<Vec<Waker>>) {
    let mut is_waiting = false;
    poll_fn(|cx| {
        if mem::replace(&mut is_waiting, true) {
            return Poll::Ready(());
        }
        wakers.borrow_mut().push(cx.waker().clone());
        Poll::Pending
    })
    .await;
}

fn shuffle<T>(items: &mut [T]) {
    let mut random = Random::new();
    for last in (1..items.len()).rev() {
        items.swap(last, random.below(last as u64 + 1) as usize);
    }
}
