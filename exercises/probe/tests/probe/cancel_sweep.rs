//! Canceling an attempt at each of its suspensions.

use probe::{End, Ledger, Observed, OnLane, cancel_sweep, panic_words, thread};
use std::{
    cell::{Cell, RefCell},
    future::pending,
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
    sync::Arc,
    time::Duration,
};
use tokio::{
    sync::{Mutex, mpsc},
    task::{spawn_local, yield_now},
    time::sleep,
};

const SECOND: Duration = Duration::from_secs(1);
const ITEMS: [u32; 4] = [1, 2, 3, 4];

#[test]
fn an_attempt_is_dropped_after_each_of_its_suspensions() {
    let make = || async {
        sleep(SECOND).await;
        sleep(2 * SECOND).await;
        "done"
    };
    let mut seen = Vec::new();
    let suspensions = cancel_sweep(make, |suspension, observed| {
        seen.push((suspension, *observed.output(None), observed.took));
    });
    assert_eq!(suspensions, 2);
    let expected = [
        (1, None, Duration::ZERO),
        (2, None, SECOND),
        (3, Some("done"), 3 * SECOND),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn an_attempt_that_never_waits_is_never_canceled() {
    let mut outputs = Vec::new();
    let judge = |_, observed: &Observed<_>| outputs.push(*observed.output(None));
    assert_eq!(cancel_sweep(|| async { 7 }, judge), 0);
    assert_eq!(outputs, [Some(7)]);
}

#[test]
fn an_item_that_is_received_before_there_is_room_is_lost_on_cancellation() {
    let lost = lost_items(async |from: &mut Inbox, to: &mpsc::Sender<u32>| {
        let Some(item) = from.recv().await else { return false };
        to.send(item).await.is_ok()
    });
    assert!(lost.iter().any(|lost| lost.len() == 1), "{lost:?}");
    assert!(lost.iter().all(|lost| lost.len() <= 1), "{lost:?}");
}

#[test]
fn an_item_that_is_received_when_there_is_room_is_never_lost() {
    let lost = lost_items(async |from: &mut Inbox, to: &mpsc::Sender<u32>| {
        let Ok(room) = to.reserve().await else { return false };
        let Some(item) = from.recv().await else { return false };
        room.send(item);
        true
    });
    assert!(lost.len() > 4, "it waits for each item: {lost:?}");
    assert!(lost.iter().all(Vec::is_empty), "{lost:?}");
}

type Inbox = mpsc::Receiver<u32>;

/// For each suspension, the items that are lost between a channel and a second channel,
/// which is slow.
fn lost_items(
    carry: impl AsyncFn(&mut Inbox, &mpsc::Sender<u32>) -> bool + Copy + 'static,
) -> Vec<Vec<u32>> {
    let current = RefCell::new(None);
    let mut lost = Vec::new();
    let make = || {
        let ledger = Ledger::new();
        // The attempt does not own the inbox, so items still in the inbox are not lost.
        let (into, inbox) = mpsc::channel(ITEMS.len());
        for item in ITEMS {
            into.try_send(item).expect("there is room");
            ledger.made(item);
        }
        let inbox = Arc::new(Mutex::new(inbox));
        current.replace(Some((ledger.clone(), Arc::clone(&inbox))));
        async move {
            let (to, mut out) = mpsc::channel(1);
            spawn_local(async move {
                while let Some(item) = out.recv().await {
                    sleep(SECOND).await;
                    ledger.delivered(item);
                }
            });
            let mut inbox = inbox.lock().await;
            while carry(&mut inbox, &to).await {}
        }
    };
    cancel_sweep(make, |_, observed| {
        observed.output(None);
        let (ledger, inbox) = current.take().expect("one was made");
        let mut inbox = inbox.try_lock().expect("the attempt is over");
        while let Ok(item) = inbox.try_recv() {
            ledger.queued(item);
        }
        lost.push(ledger.lost());
    });
    lost
}

#[test]
fn a_spawned_task_is_left_alive_and_can_finish_after_the_drop() {
    let filled = Rc::new(Cell::new(0));
    let fill = || {
        let filled = Rc::clone(&filled);
        async move {
            let task = spawn_local(async move {
                sleep(10 * SECOND).await;
                filled.set(filled.get() + 1);
            });
            task.await.expect("the task is not aborted");
        }
    };
    let mut seen = Vec::new();
    cancel_sweep(fill, |_, observed| {
        observed.output(None);
        seen.push((observed.took, observed.left_alive, filled.get()));
    });
    assert_eq!(seen, [(Duration::ZERO, 1, 1), (10 * SECOND, 0, 2)]);
}

#[test]
fn a_task_that_never_ends_does_not_delay_the_sweep() {
    let make = || async {
        spawn_local(async {
            loop {
                sleep(SECOND).await;
            }
        });
        yield_now().await;
    };
    let mut left = Vec::new();
    cancel_sweep(make, |_, observed| left.push(observed.left_alive));
    assert_eq!(left, [1, 1]);
}

#[test]
fn an_attempt_that_is_stuck_ends_the_sweep() {
    let make = || async {
        yield_now().await;
        pending::<()>().await;
    };
    let mut ends = Vec::new();
    let judge = |_, observed: &Observed<Option<()>>| {
        ends.push(match observed.end {
            End::Done(output) => Ok(output),
            End::Stuck { waker_kept } => Err(waker_kept),
            End::Panicked(_) => unreachable!("the attempt does not panic"),
        });
    };
    let suspensions = cancel_sweep(make, judge);
    assert_eq!(suspensions, 2);
    assert_eq!(ends, [Ok(None), Ok(None), Err(false)]);
}

#[test]
fn an_attempt_that_panics_ends_the_sweep() {
    let make = || async {
        yield_now().await;
        panic!("boom");
    };
    let mut panicked = Vec::new();
    let judge = |_, observed: &Observed<Option<()>>| {
        panicked
            .push(matches!(&observed.end, End::Panicked(words) if words == "boom"));
    };
    assert_eq!(cancel_sweep(make, judge), 1);
    assert_eq!(panicked, [false, true]);
}

#[test]
fn a_panic_during_the_drop_is_a_panic_of_the_attempt() {
    let make = || async {
        let bomb = Bomb;
        yield_now().await;
        std::mem::forget(bomb);
    };
    let mut ends = Vec::new();
    cancel_sweep(make, |_, observed: &Observed<Option<()>>| {
        ends.push(matches!(&observed.end, End::Panicked(words) if words == "boom"));
    });
    assert_eq!(ends, [true]);
}

/// Panics when it is dropped.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("boom");
    }
}

#[test]
fn an_attempt_that_never_finishes_is_rejected() {
    let make = || async {
        loop {
            yield_now().await;
        }
    };
    let sweep = || cancel_sweep(make, |_, _: &Observed<Option<()>>| {});
    let panic =
        catch_unwind(AssertUnwindSafe(sweep)).expect_err("it must be rejected");
    let words = panic_words(&*panic).expect("a rejection is text");
    assert!(words.contains("suspended 1000 times without finishing"), "{words}");
}

#[test]
fn blocking_after_the_drop_is_not_recorded() {
    let make = || async {
        spawn_local(async {
            sleep(SECOND).await;
            thread::sleep(SECOND);
        });
        yield_now().await;
        sleep(3 * SECOND).await;
    };
    let mut blocked = Vec::new();
    cancel_sweep(make, |_, observed| blocked.push(observed.blocked.len()));
    assert_eq!(blocked, [0, 0, 1]);
}

#[test]
fn a_drop_appears_in_the_picture() {
    let make = || async { sleep(SECOND).on_lane("sleeper").await };
    let mut ends = Vec::new();
    cancel_sweep(make, |_, observed| {
        ends.push(observed.record.lanes[0].end.map(|(_, end)| end));
    });
    use stage::timeline::End::{Done, Dropped};
    assert_eq!(ends, [Some(Dropped), Some(Done)]);
}
