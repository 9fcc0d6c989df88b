//! Runs an attempt alone on the virtual clock and records what it does.
//!
//! The attempt is spawned as a task, and its join handle races against a timer that
//! fires after one virtual day. The attempt needs its own task: a future polled in
//! the same task as the timer would be polled again when the timer fires, which
//! would rescue a future that lost its waker. A stuck attempt costs no real time:
//! when no task is ready and no other timer is pending, the clock jumps to that
//! timer.

pub(crate) mod poll_stats;
pub(crate) mod teardown;
mod turns;

use crate::{
    Finding,
    rejection::panics::{RuntimePanic, STILL_TODO, first_sentence, is_todo},
    rejection::report::{self, PendingReport},
    rejection::{Rejection, time},
    thread::{self, Blocked, Observing, Thread},
};
use poll_stats::{Measured, PollStats};
use stage::timeline::{Record, Timeline};
use std::{
    cell::RefCell, fmt::Display, future::Future, pin::pin, rc::Rc, time::Duration,
};
use tokio::{
    runtime::{Builder, Handle, LocalOptions},
    task::{JoinError, spawn_local, yield_now},
    time::{Instant, sleep},
};
use tracing_subscriber::layer::SubscriberExt;
use turns::Turns;

/// More virtual time than any exercise takes.
const DAY: Duration = Duration::from_secs(86_400);

/// More virtual time than any exercise needs to clean up.
const MINUTE: Duration = Duration::from_secs(60);

/// If a thread sleeps for less than this during an attempt's polls, it may only have
/// waited for a page of memory or a lock.
const MIN_SLEEP: Duration = Duration::from_millis(20);

/// How an attempt ended, and what was recorded about it.
pub struct Observed<T> {
    /// How the attempt ended.
    pub end: End<T>,
    /// The virtual time until the attempt ended or, if it is stuck, until its last
    /// poll.
    pub took: Duration,
    /// The real time that the attempt took.
    pub wall: Duration,
    /// The real time of the attempt's longest poll. Polls of tasks that it spawned do
    /// not count.
    pub longest_poll: Duration,
    /// How often the attempt was polled. Polls of tasks that it spawned do not count.
    pub polls: usize,
    /// How many other tasks were still alive after the attempt ended and the runtime
    /// had three more turns.
    pub left_alive: usize,
    /// All calls of [`crate::thread::sleep`], in order.
    pub blocked: Vec<Blocked>,
    /// The virtual time by which the attempt itself has advanced the clock, as
    /// [`tokio::time::advance`] does.
    pub advanced: Duration,
    /// The real time for which the loop's thread slept while it should have polled, for
    /// example in [`std::thread::sleep`] or while joining a thread. See
    /// [`Observed::keeps_the_thread_free`].
    pub asleep: Duration,
    /// The attempt's timeline.
    pub record: Record,
    given: Option<String>,
    report: PendingReport,
    cleanup: Cleanup,
}

/// How an attempt ended.
#[derive(Debug, PartialEq, Eq)]
pub enum End<T> {
    /// The attempt returned this output.
    Done(T),
    /// The attempt panicked with this message.
    Panicked(String),
    /// The attempt did not finish within a virtual day.
    Stuck {
        /// Whether any clone of its waker still exists. If none does, its last poll
        /// returned `Pending` without arranging to be polled again.
        waker_kept: bool,
    },
}

/// The message of a panic whose payload is not a string.
pub(crate) const NOT_A_STRING: &str = "(the panic payload is not a string)";

/// Runs `attempt` alone on a single-threaded runtime with a paused clock, and records
/// what it does.
///
/// A process observes one attempt at a time: other calls wait for their turn. An attempt
/// must not call this itself.
pub fn observe<F>(attempt: F) -> Observed<F::Output>
where
    F: Future<Output: 'static> + 'static,
{
    observe_with(attempt, Cleanup::DropTasks)
}

/// What happens to an attempt's remaining tasks once the observation is complete.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cleanup {
    /// The tasks are dropped.
    DropTasks,
    /// The tasks have a virtual minute to finish, and are then dropped.
    LetTasksFinish,
}

/// Like [`observe()`], with a choice of what happens to the remaining tasks.
pub(crate) fn observe_with<F>(attempt: F, cleanup: Cleanup) -> Observed<F::Output>
where
    F: Future<Output: 'static> + 'static,
{
    let timeline = Timeline::default();
    let subscriber = tracing_subscriber::registry().with(timeline.clone());
    let _recording = tracing::subscriber::set_default(subscriber);
    let turns = Turns::default();
    let (ending, beginning) = (turns.clone(), turns.clone());
    let runtime = Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .on_thread_park(move || ending.end())
        .on_thread_unpark(move || beginning.begin())
        // A local runtime accepts attempts that are not `Send`.
        .build_local(LocalOptions::default())
        .expect("a runtime without I/O needs only memory");
    let observing = Observing::begin(runtime.handle().clone());
    report::begin();
    let observed = runtime.block_on(async {
        let polls = Rc::new(RefCell::new(PollStats::default()));
        let (start, begun) = (Instant::now(), std::time::Instant::now());
        timeline.watch();
        turns.start();
        let mut task = pin!(spawn_local(Measured::new(attempt, Rc::clone(&polls))));
        let end = tokio::select! {
            biased;
            joined = &mut task => joined.map_or_else(panicked, End::Done),
            () = sleep(DAY) => {
                let waker_kept = polls.borrow().waker_kept();
                End::Stuck { waker_kept }
            }
        };
        turns.end();
        let (mut took, wall) = (start.elapsed(), begun.elapsed());
        let (asleep, blocked) = (turns.asleep(), thread::blocked());
        for _ in 0..3 {
            yield_now().await;
        }
        let mut left_alive = Handle::current().metrics().num_alive_tasks();
        let mut record = timeline.finish();
        // In the picture, the thread would look idle while it polls a task that has no
        // lane.
        record.threads.clear();
        if let (End::Stuck { .. }, Some(last)) = (&end, polls.borrow().last) {
            took = last - start;
            // The attempt itself is still alive.
            left_alive -= 1;
            trim(&mut record, took);
        }
        let observed = Observed {
            report: PendingReport::new(took, end.for_report(), &record),
            cleanup,
            end,
            took,
            wall,
            longest_poll: polls.borrow().longest,
            polls: polls.borrow().count,
            left_alive,
            advanced: turns.moved().saturating_sub(held(&blocked)),
            asleep,
            blocked,
            record,
            given: None,
        };
        if cleanup == Cleanup::LetTasksFinish {
            sleep(MINUTE).await;
        }
        observed
    });
    drop(observing);
    teardown::during(|| drop(runtime));
    observed
}

impl<T> End<T> {
    /// The same ending without the output, for the report.
    fn for_report(&self) -> protocol::End {
        match self {
            Self::Done(_) => protocol::End::Done,
            Self::Panicked(_) => protocol::End::Panicked,
            Self::Stuck { .. } => protocol::End::Stuck,
        }
    }
}

/// The measured text for a panic with this message.
pub(crate) fn panicked_with(words: &str) -> String {
    format!("it panicked: {}", first_sentence(words))
}

/// The virtual time by which blocking calls on the loop's thread have advanced the
/// clock.
fn held(blocked: &[Blocked]) -> Duration {
    let here = blocked.iter().filter(|it| matches!(it.thread, Thread::Loop(_)));
    here.map(|it| it.duration).sum()
}

fn panicked<T>(error: JoinError) -> End<T> {
    let payload = error.into_panic();
    let words = stage::panic_words(&*payload);
    End::Panicked(words.unwrap_or_else(|| NOT_A_STRING.to_owned()))
}

/// Cuts off the rest of the virtual day in the picture, but leaves enough to show that
/// the wait continues.
fn trim(record: &mut Record, took: Duration) {
    let holds = record.lanes.iter().filter_map(|lane| lane.holds.last());
    let last = holds.map(|hold| hold.to).max().unwrap_or_default().max(took);
    record.took = last + last / 4;
}

impl<T> Observed<T> {
    /// Leaves this observation out of the report.
    pub(crate) fn unreported(&self) {
        self.report.discard();
    }

    /// Claims that the attempt was polled at most `most` times. An attempt that checks
    /// every millisecond whether it can continue is polled more often than one that is
    /// woken when it can. Polls of tasks that it spawned do not count.
    ///
    /// # Panics
    ///
    /// Rejects an attempt that was polled more often.
    #[track_caller]
    pub fn is_polled_at_most(&self, most: usize) {
        if self.polls > most {
            let polls = self.polls;
            let measured =
                format!("it is polled {polls} times, but {most} are enough");
            self.reject(None, measured);
        }
    }

    /// Records what the attempt was given. A rejection begins with it.
    pub fn given(self, what: impl Display) -> Self {
        let what = what.to_string();
        self.report.given(&what);
        Self { given: Some(what), ..self }
    }

    /// True if a single poll took at least nine tenths of `missing` in real time.
    /// `missing` is the virtual time that the attempt should have taken but did not.
    /// [`std::thread::sleep`] shows up like this, because it does not advance the
    /// virtual clock. Only the attempt's own polls count, as in
    /// [`Observed::longest_poll`]. If `missing` is zero, this is `false`.
    ///
    /// Use this only to choose the misconception of a rejection that happens anyway. A
    /// busy machine can preempt the thread in the middle of any poll, so this can be
    /// `true` for an attempt that did not block.
    pub fn slept_for_real(&self, missing: Duration) -> bool {
        !missing.is_zero() && self.longest_poll >= missing / 10 * 9
    }

    /// True if polls block the loop's thread: with [`crate::thread::sleep`], with
    /// [`std::thread::sleep`], or by joining a thread that sleeps. `again` repeats the
    /// attempt and returns its [`Observed::asleep`]: only a thread that sleeps every time
    /// counts, so this is `false` if the machine was suspended once.
    pub fn blocks_the_thread(&self, again: impl Fn() -> Duration) -> bool {
        self.blocked_here().is_some() || self.is_put_to_sleep(again)
    }

    /// True if polls put the loop's thread to sleep on the machine's clock, every time
    /// that the attempt is repeated.
    fn is_put_to_sleep(&self, again: impl Fn() -> Duration) -> bool {
        let sleeps = |asleep: Duration| asleep >= MIN_SLEEP;
        let tries = if turns::are_exact() { 2 } else { 5 };
        sleeps(self.asleep) && (1..tries).all(|_| sleeps(again()))
    }

    /// Claims that no poll blocks the loop's thread: see
    /// [`Observed::blocks_the_thread`].
    ///
    /// # Panics
    ///
    /// Rejects an attempt that blocks the thread.
    #[track_caller]
    pub fn keeps_the_thread_free(&self, again: impl Fn() -> Duration) {
        if self.blocks_the_thread(again) {
            self.reject_blocking();
        }
    }

    /// Claims that no poll puts the loop's thread to sleep on the machine's clock. `again`
    /// is as in [`Observed::blocks_the_thread`]. Use this
    /// instead of [`Observed::keeps_the_thread_free`] if functions that the check provides
    /// block the thread on purpose, with [`crate::thread::sleep`].
    ///
    /// # Panics
    ///
    /// Rejects an attempt whose thread sleeps.
    #[track_caller]
    pub fn keeps_the_thread_awake(&self, again: impl Fn() -> Duration) {
        if self.is_put_to_sleep(again) {
            self.reject("blocking-is-waiting", self.sleep());
        }
    }

    /// Rejects an attempt that blocks the loop's thread.
    ///
    /// # Panics
    ///
    /// Always.
    #[track_caller]
    pub fn reject_blocking(&self) -> ! {
        let measured = match self.blocked_here() {
            Some(blocked) => format!(
                "it blocked the loop's thread for {}, and no other task could run in \
                 that time",
                time(blocked.duration)
            ),
            None => self.sleep(),
        };
        self.reject("blocking-is-waiting", measured)
    }

    fn sleep(&self) -> String {
        format!(
            "the loop's thread slept for {} on the machine's clock, and no other task \
             could run in that time. `std::thread::sleep` has this effect",
            time(self.asleep)
        )
    }

    fn blocked_here(&self) -> Option<&Blocked> {
        self.blocked.iter().find(|it| it.thread != Thread::Other)
    }

    /// A note for the measured text of an attempt that took less virtual time than it
    /// should. It is empty unless real time has passed in place of the `missing`
    /// virtual time.
    pub fn clock_note(&self, missing: Duration) -> String {
        if missing.is_zero() || self.wall < missing / 10 * 9 {
            return String::new();
        }
        format!(
            ". It took {} on the machine's clock, which doesn't advance tokio's clock: \
             `std::thread::sleep` has this effect",
            time(self.wall)
        )
    }

    /// Fails the check with the attempt's picture. See [`crate::reject`].
    ///
    /// # Panics
    ///
    /// Always.
    #[track_caller]
    pub fn reject<'a>(
        &self,
        misconception: impl Into<Option<&'a str>>,
        measured: impl Display,
    ) -> ! {
        let measured = match &self.given {
            Some(given) => format!("given {given}: {measured}"),
            None => measured.to_string(),
        };
        self.report.write();
        Rejection::new(misconception.into(), measured, Some(&self.record)).fail()
    }

    /// What the attempt returned.
    ///
    /// `stuck` is the misconception that explains an attempt that waits for
    /// something that never happens. A waker that was not kept and a nested
    /// `block_on` have their own misconceptions.
    ///
    /// # Panics
    ///
    /// Rejects an attempt that panicked, is stuck, or has moved the clock itself.
    #[track_caller]
    pub fn output<'a>(&self, stuck: impl Into<Option<&'a str>>) -> &T {
        let on_panic = |words: &str| Finding::new(None, panicked_with(words));
        self.output_or(on_panic, stuck)
    }

    /// Like [`Observed::output`], but `on_panic` provides the finding for a panic that
    /// is neither a `todo!()` nor a nested `block_on`.
    #[track_caller]
    pub(crate) fn output_or<'a>(
        &self,
        on_panic: impl FnOnce(&str) -> Finding,
        stuck: impl Into<Option<&'a str>>,
    ) -> &T {
        match &self.end {
            End::Done(_) if !self.advanced.is_zero() => {
                let measured = format!(
                    "it moved tokio's clock forward by {} with `tokio::time::advance` \
                     or a similar call, instead of waiting",
                    time(self.advanced)
                );
                self.reject(None, measured)
            }
            End::Done(output) => {
                // The caller might never drop this, so write the report now. A
                // cancellation sweep decides for itself which attempts it reports.
                if self.cleanup == Cleanup::DropTasks {
                    self.report.write();
                }
                output
            }
            End::Panicked(words) => {
                let nested =
                    RuntimePanic::of(words) == Some(RuntimePanic::NestedRuntime);
                if is_todo(words) {
                    self.reject(None, STILL_TODO);
                }
                if nested {
                    self.reject("block-on-inside-the-loop", panicked_with(words));
                }
                let Finding { misconception, measured } = on_panic(words);
                self.reject(misconception, measured)
            }
            End::Stuck { .. } if self.took > DAY / 2 => {
                self.reject(None, "it did not finish within a virtual day")
            }
            End::Stuck { waker_kept: false } => {
                let measured = format!(
                    "it is stuck: the poll at {} returned `Pending`, but nothing \
                     kept its waker",
                    time(self.took)
                );
                self.reject("pending-without-waker", measured)
            }
            End::Stuck { waker_kept: true } => {
                let measured = format!(
                    "it is stuck: nothing has woken it since {}, and nothing will",
                    time(self.took)
                );
                self.reject(stuck, measured)
            }
        }
    }
}
