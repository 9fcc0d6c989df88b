//! How late a timer of 5 ms fires next to a task that repeatedly works for 2 ms and
//! yields.

use super::NO_TIMERS;
use crate::{
    Effort,
    pairs::{Contender, measure},
    peers::{Ours, Peer, Timers, TokioYieldNow},
    table::{Row, Unit},
};
use std::{
    cell::Cell,
    rc::Rc,
    time::{Duration, Instant},
};

const NAP: Duration = Duration::from_millis(5);
const WORK: Duration = Duration::from_millis(2);

pub(crate) fn rows(effort: Effort) -> Vec<Row> {
    let measured = measure(
        effort,
        vec![
            Contender::new(Peer::Ours, late::<Ours>),
            Contender::new(Peer::Tokio, late::<TokioYieldNow>),
        ],
    );
    let figure = "how late a timer is, next to 2 ms of work";
    let row = Row::new(figure, Unit::Nanoseconds, &measured)
        .cannot(&[Peer::Monoio, Peer::AsyncExecutor, Peer::LocalPool], NO_TIMERS)
        .note("The work is done by a task that yields every 2 ms.".to_owned());
    vec![row]
}

/// Nanoseconds from the deadline to the poll.
fn late<L: Timers>() -> f64 {
    L::block_on(async {
        let is_over = Rc::new(Cell::new(false));
        let busy = L::spawn({
            let is_over = Rc::clone(&is_over);
            async move {
                while !is_over.get() {
                    let begun = Instant::now();
                    while begun.elapsed() < WORK {}
                    L::yield_now().await;
                }
            }
        });
        let begun = Instant::now();
        L::spawn(L::sleep(NAP)).await;
        let late = begun.elapsed().saturating_sub(NAP);
        is_over.set(true);
        busy.await;
        late.as_nanos() as f64
    })
}
