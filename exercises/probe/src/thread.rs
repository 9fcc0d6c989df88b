//! Blocking that a check can see, without a look at the machine's clock.
//!
//! Who blocks the thread of an observed event loop moves the virtual clock in the
//! middle of a poll, so that everybody else is late by that much. Elsewhere, the
//! loop is asked whether it is free meanwhile: it is not if it waits for that very
//! thread.

use std::{
    cell::RefCell,
    pin::pin,
    sync::mpsc,
    task::{Context, Waker},
    time::Duration,
};
use tokio::{runtime::Handle, task};
use tracing::Span;

/// How long a loop may take to say that it is free. One that is answers at its next
/// turn; only one that never will makes anybody wait for this long.
const PATIENCE: Duration = Duration::from_secs(1);

/// Blocks the calling thread for `duration`, as [`std::thread::sleep`] does.
///
/// On the virtual clock of an exercise this takes no time that you would notice.
pub fn sleep(duration: Duration) {
    if Here::is() {
        // The clock moves at the first poll; what `advance` awaits after that is
        // everybody else's turn, which a blocked thread does not give.
        let move_clock = || {
            let mut context = Context::from_waker(Waker::noop());
            let _ = pin!(tokio::time::advance(duration)).poll(&mut context);
        };
        if Span::current().is_none() {
            // A task without a lane of its own would hold the thread unseen.
            let lane = stage::lane("a call that blocks");
            lane.in_scope(move_clock);
            stage::done(&lane);
        } else {
            move_clock();
        }
        Here::note(Blocked { duration, thread: Thread::Loop(task::try_id()) });
        return;
    }
    let Ok(handle) = Handle::try_current() else {
        return std::thread::sleep(Duration::from_millis(1));
    };
    ask(&handle, duration, PATIENCE);
}

/// Asks the loop whether it is free while this thread is not, and has it noted.
fn ask(handle: &Handle, duration: Duration, patience: Duration) {
    let (answer, answered) = mpsc::channel();
    handle.spawn(async move {
        // Nobody is there to hear the answer if it comes too late.
        let thread = match answer.send(()) {
            Ok(()) => Thread::Other,
            Err(_) => Thread::Joined,
        };
        Here::note(Blocked { duration, thread });
    });
    let _ = answered.recv_timeout(patience);
}

/// A thread that was blocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// For how long, as it was asked for.
    pub duration: Duration,
    /// Which thread it was.
    pub thread: Thread,
}

/// Which thread was blocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thread {
    /// The loop's own, by this task.
    Loop(Option<task::Id>),
    /// Another one, and the loop went on meanwhile.
    Other,
    /// Another one, but the loop's thread waited for it.
    Joined,
}

thread_local! {
    static HERE: RefCell<Option<Vec<Blocked>>> = const { RefCell::new(None) };
}

/// Says that the calling thread is the one of an observed loop, until it is dropped.
pub(crate) struct Here(Option<Vec<Blocked>>);

impl Here {
    pub(crate) fn enter() -> Self {
        Self(HERE.replace(Some(Vec::new())))
    }

    pub(crate) fn take(&self) -> Vec<Blocked> {
        HERE.with_borrow_mut(|it| {
            it.as_mut().map(std::mem::take).unwrap_or_default()
        })
    }

    fn is() -> bool {
        HERE.with_borrow(Option::is_some)
    }

    fn note(blocked: Blocked) {
        HERE.with_borrow_mut(|it| it.iter_mut().for_each(|all| all.push(blocked)));
    }
}

impl Drop for Here {
    fn drop(&mut self) {
        HERE.set(self.0.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Observed, OnLane, observe};
    use stage::timeline::Hold;
    use tokio::{
        task::spawn_blocking,
        time::{Instant, timeout},
    };

    const HOUR: Duration = Duration::from_secs(3600);

    #[test]
    fn blocking_the_loop_moves_its_clock_within_a_poll() {
        let observed = observe(async {
            let start = Instant::now();
            let blocked = async { sleep(HOUR) };
            let in_time = timeout(Duration::from_secs(1), blocked).await.is_ok();
            (in_time, start.elapsed(), task::id())
        });
        let &(in_time, took, id) = observed.output(None);
        assert!(in_time, "a timeout cannot act within a poll");
        assert_eq!(took, HOUR);
        assert_eq!(observed.blocked, [Blocked { duration: HOUR, thread: by(id) }]);
    }

    #[test]
    fn blocking_in_a_task_is_told_from_blocking_in_the_attempt() {
        let observed = observe(async {
            let task = tokio::spawn(async { sleep(HOUR) });
            let spawned = task.id();
            task.await.unwrap();
            spawned
        });
        let spawned = *observed.output(None);
        assert_eq!(
            observed.blocked,
            [Blocked { duration: HOUR, thread: by(spawned) }]
        );
    }

    #[test]
    fn blocking_a_thread_of_the_pool_leaves_the_loop_free() {
        let observed =
            observe(async { spawn_blocking(|| sleep(HOUR)).await.unwrap() });
        observed.output(None);
        assert_eq!(observed.took, Duration::ZERO);
        let elsewhere = Blocked { duration: HOUR, thread: Thread::Other };
        assert_eq!(observed.blocked, [elsewhere]);
    }

    #[test]
    fn a_loop_that_joins_the_blocked_thread_is_not_free() {
        let observed = observe(async {
            let handle = Handle::current();
            let patience = Duration::from_millis(20);
            let thread = std::thread::spawn(move || ask(&handle, HOUR, patience));
            thread.join().unwrap();
        });
        observed.output(None);
        let joined = Blocked { duration: HOUR, thread: Thread::Joined };
        assert_eq!(observed.blocked, [joined]);
    }

    #[test]
    fn a_block_is_drawn_on_the_lane_that_it_holds_or_on_its_own() {
        let lanes = |observed: Observed<()>| -> Vec<_> {
            observed.record.lanes.into_iter().map(|it| (it.name, it.holds)).collect()
        };
        let hold = vec![Hold { from: Duration::ZERO, to: HOUR, thread: 0 }];

        let with_a_lane =
            observe(async { async { sleep(HOUR) }.on_lane("clerk").await });
        assert_eq!(lanes(with_a_lane), [("clerk".to_owned(), hold.clone())]);
        let without = observe(async { sleep(HOUR) });
        assert_eq!(lanes(without), [("a call that blocks".to_owned(), hold)]);
    }

    fn by(task: task::Id) -> Thread {
        Thread::Loop(Some(task))
    }
}
