//! Runs an attempt alone on the virtual clock, and notes what can be seen of it.
//!
//! The attempt is spawned and its handle is raced against a timer a virtual day
//! away. A future polled beside a timer would be polled again when the timer fires,
//! and that rescues one that forgot its waker. Nothing ready and nothing due is
//! found at once: the clock jumps to that timer.

pub(crate) mod poll_stats;
pub(crate) mod teardown;

use crate::{
    Finding,
    rejection::panics::{RuntimePanic, STILL_TODO, first_sentence, is_todo},
    rejection::report::{self, Unwritten},
    rejection::{Rejection, time},
    thread::{self, Blocked, Observing},
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

/// Nothing in an exercise takes as long as this.
const DAY: Duration = Duration::from_secs(86_400);

/// Nothing in an exercise takes as long as this to clean up.
const MINUTE: Duration = Duration::from_secs(60);

/// How an attempt ended, and what was seen of it.
pub struct Observed<T> {
    /// How it ended.
    pub end: End<T>,
    /// The time it took on the virtual clock; if it is stuck, the time of its last
    /// poll.
    pub took: Duration,
    /// The time it took on the machine's clock.
    pub wall: Duration,
    /// Its longest single poll on the machine's clock. Tasks that it spawned are not
    /// in it.
    pub longest_poll: Duration,
    /// How often it was polled. Tasks that it spawned are not in it.
    pub polls: usize,
    /// Tasks still alive after it ended and everybody had three more turns. It does
    /// not count itself.
    pub left_alive: usize,
    /// Every call of [`crate::thread::sleep`], in order.
    pub blocked: Vec<Blocked>,
    /// Its lanes.
    pub record: Record,
    given: Option<String>,
    report: Unwritten,
    afterwards: Afterwards,
}

/// How an attempt ended.
#[derive(Debug, PartialEq, Eq)]
pub enum End<T> {
    /// It was ready.
    Done(T),
    /// It panicked, with these words.
    Panicked(String),
    /// It was not ready within a virtual day.
    Stuck {
        /// Whether anybody still has its waker. If nobody has, it returned `Pending`
        /// without arranging to be polled again.
        waker_kept: bool,
    },
}

/// The words of a panic whose payload is not a string.
pub(crate) const NOT_A_STRING: &str = "(the panic payload is not a string)";

/// Runs `attempt` alone on a paused runtime of one thread, and watches it.
///
/// In a process, attempts take turns, and one cannot observe another.
pub fn observe<F>(attempt: F) -> Observed<F::Output>
where
    F: Future<Output: 'static> + 'static,
{
    watch(attempt, Afterwards::Ends)
}

/// What becomes of an attempt's tasks when everything that is to be known of it has
/// been noted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Afterwards {
    /// They are dropped.
    Ends,
    /// They have a virtual minute to come to their own end.
    Settles,
}

/// The same, and says what becomes of the tasks.
pub(crate) fn watch<F>(attempt: F, afterwards: Afterwards) -> Observed<F::Output>
where
    F: Future<Output: 'static> + 'static,
{
    let timeline = Timeline::default();
    let subscriber = tracing_subscriber::registry().with(timeline.clone());
    let _recording = tracing::subscriber::set_default(subscriber);
    let runtime = Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        // A local one takes attempts that hold an `Rc`, too.
        .build_local(LocalOptions::default())
        .expect("a runtime with a clock and no sockets needs only memory");
    let observing = Observing::begin(runtime.handle().clone());
    report::begins();
    let observed = runtime.block_on(async {
        let polls = Rc::new(RefCell::new(PollStats::default()));
        let (start, begun) = (Instant::now(), std::time::Instant::now());
        timeline.watch();
        let mut task = pin!(spawn_local(Measured::new(attempt, Rc::clone(&polls))));
        let end = tokio::select! {
            biased;
            joined = &mut task => joined.map_or_else(panicked, End::Done),
            () = sleep(DAY) => {
                let waker_kept = polls.borrow().waker_kept();
                End::Stuck { waker_kept }
            }
        };
        let (mut took, wall) = (start.elapsed(), begun.elapsed());
        for _ in 0..3 {
            yield_now().await;
        }
        let mut left_alive = Handle::current().metrics().num_alive_tasks();
        let mut record = timeline.finish();
        // A row for the thread would show it free while it polls what has no lane.
        record.threads.clear();
        if let (End::Stuck { .. }, Some(last)) = (&end, polls.borrow().last) {
            took = last - start;
            left_alive -= 1;
            shorten(&mut record, took);
        }
        let observed = Observed {
            report: Unwritten::new(took, end.for_report(), &record),
            afterwards,
            end,
            took,
            wall,
            longest_poll: polls.borrow().longest,
            polls: polls.borrow().count,
            left_alive,
            blocked: thread::blocked(),
            record,
            given: None,
        };
        if afterwards == Afterwards::Settles {
            sleep(MINUTE).await;
        }
        observed
    });
    drop(observing);
    teardown::during(|| drop(runtime));
    observed
}

impl<T> End<T> {
    /// The same for the report, which has no outputs.
    fn for_report(&self) -> protocol::End {
        match self {
            Self::Done(_) => protocol::End::Done,
            Self::Panicked(_) => protocol::End::Panicked,
            Self::Stuck { .. } => protocol::End::Stuck,
        }
    }
}

/// What is measured of a panic with these words.
pub(crate) fn panicked_with(words: &str) -> String {
    format!("it panicked: {}", first_sentence(words))
}

fn panicked<T>(error: JoinError) -> End<T> {
    let payload = error.into_panic();
    let words = stage::panic_words(&*payload);
    End::Panicked(words.unwrap_or_else(|| NOT_A_STRING.to_owned()))
}

/// Takes the rest of the day off the picture, and leaves enough to see the wait go
/// on.
fn shorten(record: &mut Record, took: Duration) {
    let holds = record.lanes.iter().filter_map(|lane| lane.holds.last());
    let last = holds.map(|hold| hold.to).max().unwrap_or_default().max(took);
    record.took = last + last / 4;
}

impl<T> Observed<T> {
    /// Leaves it out of the report.
    pub(crate) fn unreported(&self) {
        self.report.discard();
    }

    /// Notes what the attempt was given; a rejection begins with it.
    pub fn given(self, what: impl Display) -> Self {
        let what = what.to_string();
        self.report.given(&what);
        Self { given: Some(what), ..self }
    }

    /// Whether a single poll held the thread on the machine's clock for at least nine
    /// tenths of `missing`, the virtual time that the attempt should have taken and
    /// did not. This is what [`std::thread::sleep`] looks like here: the virtual clock
    /// stands still meanwhile. Only the attempt's own polls are looked at, as in
    /// [`Observed::longest_poll`], and nothing missing is never slept.
    ///
    /// It may only choose the misconception of a rejection that stands anyway. A busy machine
    /// can take the processor away in the middle of any poll, for any time: this is
    /// then true of an attempt that blocked nobody.
    pub fn slept_for_real(&self, missing: Duration) -> bool {
        !missing.is_zero() && self.longest_poll >= missing / 10 * 9
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
    /// `stuck` is the misconception behind an attempt that waits for what never comes. A waker that
    /// nobody kept has its own, and so has a `block_on` on the loop's thread.
    ///
    /// # Panics
    ///
    /// Rejects an attempt that panicked or is stuck.
    #[track_caller]
    pub fn output<'a>(&self, stuck: impl Into<Option<&'a str>>) -> &T {
        let on_panic = |words: &str| Finding::new(None, panicked_with(words));
        self.output_or(on_panic, stuck)
    }

    /// The same, and `on_panic` is asked what to say of a panic that is neither from a
    /// `todo!()` nor from a `block_on`.
    #[track_caller]
    pub(crate) fn output_or<'a>(
        &self,
        on_panic: impl FnOnce(&str) -> Finding,
        stuck: impl Into<Option<&'a str>>,
    ) -> &T {
        match &self.end {
            End::Done(output) => {
                // One that is kept for good is never dropped. A sweep has its own way.
                if self.afterwards == Afterwards::Ends {
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
