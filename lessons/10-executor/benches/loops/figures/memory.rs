//! A million sleeping tasks: how many bytes each one takes, and whether all wake up on time.

use super::{NO_TIMERS, Random};
use crate::{
    Effort, heap,
    pairs::{Contender, rounds},
    peers::{Ours, Peer, Tokio, VirtualTime},
    table::{Goal, Row, Unit},
};
use std::time::Duration;

pub(crate) fn rows(effort: Effort) -> Vec<Row> {
    let tasks = effort.of(1_000_000);
    let measured = rounds(
        effort,
        Duration::ZERO,
        vec![
            Contender::new(Peer::Ours, || bytes::<Ours>(tasks)),
            Contender::new(Peer::Tokio, || bytes::<Tokio>(tasks)),
        ],
    );
    let row = Row::new("a task asleep, among 1,000,000", Unit::Bytes, &measured)
        .cannot(&[Peer::AsyncExecutor, Peer::LocalPool], NO_TIMERS)
        .cannot(&[Peer::Monoio], "no virtual time")
        .goal(Goal::AtMost(1.04));
    vec![row]
}

/// Heap bytes per task while all tasks sleep, not counting the handles, which the
/// bench keeps.
fn bytes<L: VirtualTime>(tasks: u32) -> f64 {
    let taken = L::block_on_virtual(async {
        let mut spawned = Vec::with_capacity(tasks as usize);
        let mut random = Random::new();
        heap::start();
        for _ in 0..tasks {
            // The deadlines are spread over ten seconds, in random order.
            let after = (1_000_000 + random.below(10_000_000)) as u32;
            // Besides its sleep, a task stores only a small number.
            spawned.push(L::spawn(async move {
                let due = || Duration::from_micros(after.into());
                L::sleep(due()).await;
                let (due, now) = (due(), L::elapsed());
                let is_on_time = due <= now && now <= due + L::TICK;
                assert!(is_on_time, "due at {due:?}, woken at {now:?}");
            }));
        }
        L::sleep(Duration::from_millis(500)).await;
        let taken = heap::stop();
        for task in spawned {
            task.await;
        }
        taken
    });
    taken as f64 / f64::from(tasks)
}
