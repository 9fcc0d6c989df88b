//! Blocking that a check can see, without a look at the machine's clock.
//!
//! Who blocks the thread of an observed event loop moves the virtual clock in the
//! middle of a poll, so that everybody else is late by that much. Elsewhere, the
//! loop is asked whether it is free meanwhile: it is not if it waits for that very
//! thread.

use std::{
    sync::{
        Mutex, MutexGuard, PoisonError,
        mpsc::{self, RecvTimeoutError, TryRecvError},
    },
    thread::ThreadId,
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
    let home = home().as_ref().map(|home| (home.thread, home.runtime.clone()));
    match home {
        Some((thread, _)) if thread == std::thread::current().id() => hold(duration),
        Some((_, runtime)) => ask(&runtime, duration, PATIENCE),
        None => std::thread::sleep(duration),
    }
}

/// Every call of [`sleep`] so far, in the attempt that is being observed.
pub fn blocked() -> Vec<Blocked> {
    home().as_ref().map(|home| home.blocked.clone()).unwrap_or_default()
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

/// Moves the clock within the poll that calls this.
fn hold(duration: Duration) {
    let move_clock = || stage::thread::hold(duration);
    if Span::current().is_none() {
        // A task without a lane of its own would hold the thread unseen.
        let lane = stage::lane("blocking call");
        lane.in_scope(move_clock);
        stage::done(&lane);
    } else {
        move_clock();
    }
    let blocked = Blocked { duration, thread: Thread::Loop(task::try_id()) };
    note(&mut home(), blocked);
}

/// Asks the loop whether it is free while this thread is not, and notes what it finds
/// before the thread goes on: whoever comes after the block can rely on the note.
fn ask(runtime: &Handle, duration: Duration, patience: Duration) {
    let (answer, answered) = mpsc::channel();
    runtime.spawn(async move {
        let mut home = home();
        // Nobody is there to hear the answer if it comes too late.
        if answer.send(()).is_ok() {
            note(&mut home, Blocked { duration, thread: Thread::Other });
        }
    });
    if answered.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
        let mut home = home();
        // Between the end of our patience and this line it may have answered.
        if answered.try_recv() == Err(TryRecvError::Empty) {
            note(&mut home, Blocked { duration, thread: Thread::Joined });
        }
        // Under the lock still: an answer that comes now must not be noted as well.
        drop(answered);
    }
}

fn note(home: &mut Option<Home>, blocked: Blocked) {
    home.iter_mut().for_each(|home| home.blocked.push(blocked));
}

/// The loop that is being observed. There is one at a time, so that a thread of which
/// nothing else is known belongs to it.
static HOME: Mutex<Option<Home>> = Mutex::new(None);
static TURN: Mutex<()> = Mutex::new(());

struct Home {
    thread: ThreadId,
    runtime: Handle,
    blocked: Vec<Blocked>,
}

fn home() -> MutexGuard<'static, Option<Home>> {
    HOME.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes the loop of the calling thread the one that is observed, until it is dropped.
pub(crate) struct Observing {
    _turn: MutexGuard<'static, ()>,
}

impl Observing {
    pub(crate) fn begin(runtime: Handle) -> Self {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let thread = std::thread::current().id();
        *home() = Some(Home { thread, runtime, blocked: Vec::new() });
        Self { _turn: turn }
    }
}

impl Drop for Observing {
    fn drop(&mut self) {
        *home() = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Observed, OnLane, observe};
    use stage::timeline::Hold;
    use tokio::{
        sync::oneshot,
        task::{spawn_blocking, yield_now},
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
    fn a_block_is_noted_before_its_thread_goes_on() {
        let count = || {
            sleep(HOUR);
            blocked().len()
        };
        let counts = move || (0..300).map(|_| count()).collect::<Vec<_>>();
        let observed = observe(async move { spawn_blocking(counts).await.unwrap() });
        assert!(observed.output(None).iter().copied().eq(1..=300));
    }

    #[test]
    fn a_thread_that_knows_of_no_loop_asks_the_observed_one() {
        let observed = observe(async {
            let (sender, slept) = oneshot::channel();
            std::thread::spawn(move || {
                sleep(HOUR);
                sender.send(()).unwrap();
            });
            // A loop that is never idle does not let its clock run on meanwhile.
            let busy = async {
                loop {
                    yield_now().await;
                }
            };
            tokio::select! { _ = slept => blocked(), () = busy => Vec::new() }
        });
        let elsewhere = Blocked { duration: HOUR, thread: Thread::Other };
        assert_eq!(*observed.output(None), [elsewhere]);
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
        assert_eq!(lanes(without), [("blocking call".to_owned(), hold)]);
    }

    #[test]
    fn outside_of_an_attempt_it_sleeps_like_any_thread() {
        observe(async {}).output(None);
        let _nobody_observes = TURN.lock().unwrap();
        let (begun, blink) = (std::time::Instant::now(), Duration::from_millis(10));
        sleep(blink);
        assert!(begun.elapsed() >= blink);
    }

    fn by(task: task::Id) -> Thread {
        Thread::Loop(Some(task))
    }
}
