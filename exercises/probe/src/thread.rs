//! Blocking that a check can detect without measuring real time.
//!
//! Blocking the thread of the observed event loop advances the virtual clock in the
//! middle of a poll, so all other tasks are late by that much. When another thread
//! blocks, it asks the loop to answer in the meantime. If the loop's thread is waiting
//! for the blocked thread, the loop can't answer.

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

/// How long a blocked thread waits for the loop's answer, in real time. A free loop
/// answers in its next turn, so only a busy loop makes the thread wait this long.
const PATIENCE: Duration = Duration::from_secs(1);

/// Blocks the calling thread for `duration`, as [`std::thread::sleep`] does.
///
/// In an exercise, this is virtual time: you will not notice the wait.
pub fn sleep(duration: Duration) {
    let observed = observed().as_ref().map(|it| (it.thread, it.runtime.clone()));
    match observed {
        Some((thread, _)) if thread == std::thread::current().id() => {
            advance_clock(duration);
        }
        Some((_, runtime)) => ask_loop(&runtime, duration, PATIENCE),
        None => std::thread::sleep(duration),
    }
}

/// All calls of [`sleep`] so far in the attempt that is being observed.
pub fn blocked() -> Vec<Blocked> {
    observed().as_ref().map(|it| it.blocked.clone()).unwrap_or_default()
}

/// A call of [`sleep`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// The requested duration.
    pub duration: Duration,
    /// The thread that was blocked.
    pub thread: Thread,
}

/// Which thread was blocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thread {
    /// The loop's own thread, blocked by this task.
    Loop(Option<task::Id>),
    /// Another thread, while the loop kept running.
    Other,
    /// Another thread, while the loop's thread waited for it.
    Joined,
}

/// Advances the virtual clock within the current poll.
fn advance_clock(duration: Duration) {
    let advance = || stage::thread::hold(duration);
    if Span::current().is_none() {
        // Without a lane, the block would not appear in the picture.
        let lane = stage::lane("blocking call");
        lane.in_scope(advance);
        stage::done(&lane);
    } else {
        advance();
    }
    let blocked = Blocked { duration, thread: Thread::Loop(task::try_id()) };
    record(&mut observed(), blocked);
}

/// Asks the loop whether it is free while this thread is blocked, and records the
/// result. The result is recorded before this thread continues, so code that runs after
/// the block can rely on the record.
fn ask_loop(runtime: &Handle, duration: Duration, patience: Duration) {
    let (answer, answered) = mpsc::channel();
    runtime.spawn(async move {
        let mut observed = observed();
        // This fails if the answer arrives too late.
        if answer.send(()).is_ok() {
            record(&mut observed, Blocked { duration, thread: Thread::Other });
        }
    });
    if answered.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
        let mut observed = observed();
        // The loop might have answered between the timeout and this line.
        if answered.try_recv() == Err(TryRecvError::Empty) {
            record(&mut observed, Blocked { duration, thread: Thread::Joined });
        }
        // Dropped while the lock is held, so that a late answer is not recorded, too.
        drop(answered);
    }
}

fn record(observed: &mut Option<ObservedLoop>, blocked: Blocked) {
    observed.iter_mut().for_each(|it| it.blocked.push(blocked));
}

/// The loop that is being observed. Only one loop is observed at a time, so a thread
/// that doesn't belong to a known loop belongs to this one.
static OBSERVED: Mutex<Option<ObservedLoop>> = Mutex::new(None);
/// Locked during an observation.
static TURN: Mutex<()> = Mutex::new(());

struct ObservedLoop {
    thread: ThreadId,
    runtime: Handle,
    blocked: Vec<Blocked>,
}

fn observed() -> MutexGuard<'static, Option<ObservedLoop>> {
    OBSERVED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// While this exists, the loop of the thread that created it is the observed one.
pub(crate) struct Observing {
    _turn: MutexGuard<'static, ()>,
}

impl Observing {
    pub(crate) fn begin(runtime: Handle) -> Self {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let thread = std::thread::current().id();
        *observed() = Some(ObservedLoop { thread, runtime, blocked: Vec::new() });
        Self { _turn: turn }
    }
}

impl Drop for Observing {
    fn drop(&mut self) {
        *observed() = None;
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
    fn blocking_the_loop_advances_its_clock_within_a_poll() {
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
    fn a_block_is_recorded_with_the_task_that_blocked() {
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
    fn blocking_a_pool_thread_leaves_the_loop_free() {
        let observed =
            observe(async { spawn_blocking(|| sleep(HOUR)).await.unwrap() });
        observed.output(None);
        assert_eq!(observed.took, Duration::ZERO);
        let elsewhere = Blocked { duration: HOUR, thread: Thread::Other };
        assert_eq!(observed.blocked, [elsewhere]);
    }

    #[test]
    fn a_block_is_recorded_before_its_thread_goes_on() {
        let count = || {
            sleep(HOUR);
            blocked().len()
        };
        let counts = move || (0..300).map(|_| count()).collect::<Vec<_>>();
        let observed = observe(async move { spawn_blocking(counts).await.unwrap() });
        assert!(observed.output(None).iter().copied().eq(1..=300));
    }

    #[test]
    fn a_thread_outside_the_runtime_asks_the_observed_loop() {
        let observed = observe(async {
            let (sender, slept) = oneshot::channel();
            std::thread::spawn(move || {
                sleep(HOUR);
                sender.send(()).unwrap();
            });
            // While the loop is busy, its clock does not jump to the end of the day.
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
            let thread =
                std::thread::spawn(move || ask_loop(&handle, HOUR, patience));
            thread.join().unwrap();
        });
        observed.output(None);
        let joined = Blocked { duration: HOUR, thread: Thread::Joined };
        assert_eq!(observed.blocked, [joined]);
    }

    #[test]
    fn a_block_is_drawn_on_the_current_lane_or_on_its_own() {
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
    fn sleep_takes_real_time_outside_an_attempt() {
        observe(async {}).output(None);
        let _no_observation = TURN.lock().unwrap();
        let (begun, blink) = (std::time::Instant::now(), Duration::from_millis(10));
        sleep(blink);
        assert!(begun.elapsed() >= blink);
    }

    fn by(task: task::Id) -> Thread {
        Thread::Loop(Some(task))
    }
}
