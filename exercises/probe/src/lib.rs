//! What the checks use to observe a learner's code, and to say what they saw.
//!
//! [`observe()`] runs an attempt on the virtual clock and notes how it ended, what
//! it took and what it left behind. [`reject`] fails a check with what was measured,
//! the attempt's own picture, and the misconception from `misconceptions.md` that
//! fits. [`Attempts`] observes one attempt at each case of an exercise, and knows
//! the claims that many checks share. The rest is given to exercises to call, or
//! helps a check to look closer:
//!
//! | | what it detects | item |
//! |---|---|---|
//! | D1 | virtual time: too slow, too early, drift | [`Observed::took`] |
//! | D2 | the machine's time: blocking, spinning | [`Observed::wall`], [`Observed::slept_for_real`], [`ThreadState`] |
//! | D3 | a slow poll: blocking | [`Observed::longest_poll`], [`thread::blocked`] |
//! | D4 | too many polls: busy waiting | [`Observed::polls`] |
//! | D5 | stuck: deadlock, lost waker, kept sender | [`End::Stuck`] |
//! | D6 | a thread that is blocked for good | the limit of the program that runs the check; [`scenario()`] |
//! | D7 | tasks left behind | [`Observed::left_alive`] |
//! | D8 | conservation: lost, doubled, invented | [`Ledger`] |
//! | D9 | canceled anywhere | [`cancel_sweep()`], [`Interrupt`] |
//! | D10 | never closed, closed twice, used too late | [`Resources`] |
//! | D11 | too many at once, or too few | [`Gauge`], [`InFlight`], [`Service::peak`] |
//! | D12 | due and not polled: starvation | [`Lateness`] |
//! | D13 | order and times of what was said | [`TraceSpec`] over [`Log::lines`] |
//! | D14 | a queue that grows | [`Level`] |
//! | D17 | a race between two locks | [`interleave`] |
//! | D18 | the wrong thread | [`Threads`] |
//!
//! Guesses about programs are compared with what the programs do by [`predict`].
//!
//! The files: `observe`, `attempts`, `scenario`, `interleave`, and `predict` are ways to
//! observe; `detectors` see something of an attempt, `drivers` run it in a way of their
//! own, and `doubles` stand in for its world; `rejection` and `ensure` say what was
//! seen.

mod attempts;
mod detectors;
mod doubles;
mod drivers;
mod ensure;
pub mod interleave;
mod journal;
mod log;
mod observe;
pub mod predict;
mod rejection;
mod rng;
mod scenario;
mod shared;
pub mod thread;
pub mod words;

pub use attempts::{Attempt, Attempts, Case};
pub use detectors::{
    CallJournal, CountedInstant, Entered, Event, EventLoop, Fault, Flight, Gauge,
    InFlight, Lateness, Ledger, Level, Resource, Resources, Restless, Span, Spans,
    ThreadHandle, ThreadState, Threads, TraceSpec, Violation, What, comparisons,
};
pub use doubles::{
    FarEnd, Heard, PeerStream, Refused, ScriptedPeer, Service, TestFuture,
    TestWaker, Unread, loopback,
};
pub use drivers::{
    Coroutine, Interrupt, PolledTask, Pulled, ReadTask, Resumed, Step, cancel_sweep,
    executor, pull,
};
pub use ensure::Given;
pub use journal::Journal;
pub use log::Log;
pub use observe::{End, Observed, observe};
pub use rejection::{
    Panicked, RuntimePanic, call, first_sentence, is_todo, reject, time,
};
pub use rng::Rng;
pub use scenario::{Call, Finding, Scenario, Watchdog, scenario};
pub use shared::{Shared, lock};
pub use stage::{OnLane, panic_words};
