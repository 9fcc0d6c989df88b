//! Tools that checks use to observe a learner's code and report what they saw.
//!
//! An *attempt* is one run of the learner's code. [`observe()`] runs an attempt on the
//! virtual clock and records how it ended, how long it took, and what it left behind.
//! [`reject`] fails a check with what was measured, the attempt's picture, and the
//! matching misconception from `misconceptions.md`. [`Attempts`] observes one attempt
//! at each case of an exercise and provides the claims that many checks share. The
//! other items are called by exercises, or let a check look more closely:
//!
//! | | what it detects | item |
//! |---|---|---|
//! | D1 | virtual time: too slow, too early, drift | [`Observed::took`] |
//! | D2 | real time: blocking, spinning | [`Observed::wall`], [`Observed::slept_for_real`], [`ThreadState`] |
//! | D3 | blocking: a slow poll, a thread that sleeps, a clock that was moved | [`Observed::longest_poll`], [`Observed::asleep`], [`Observed::advanced`], [`thread::blocked`] |
//! | D4 | too many polls: busy waiting | [`Observed::polls`], [`poll_limit()`] |
//! | D5 | stuck: deadlock, lost waker, kept sender | [`End::Stuck`] |
//! | D6 | a thread that stays blocked | the time limit of the program that runs the check; [`scenario()`] |
//! | D7 | tasks left running | [`Observed::left_alive`] |
//! | D8 | items lost, duplicated, or invented | [`Ledger`] |
//! | D9 | cancellation at any suspension point | [`cancel_sweep()`], [`Interrupt`] |
//! | D10 | never closed, closed twice, used after close | [`Resources`] |
//! | D11 | too much or too little concurrency | [`Gauge`], [`InFlight`], [`Service::peak`] |
//! | D12 | due but not polled: starvation | [`Lateness`] |
//! | D13 | order and times of log lines | [`TraceSpec`] over [`Log::lines`] |
//! | D14 | a queue that grows | [`Level`] |
//! | D17 | a race between two locks | [`interleave`] |
//! | D15 | futures that are made but never polled | [`InFlight::never_polled`] |
//! | D18 | the wrong thread | [`Threads`], [`ForeignCalls`] |
//! | D19 | memory that is kept outside the stack | [`Stack`] |
//!
//! [`predict`] compares guesses about programs with what the programs do.
//!
//! The modules: `observe`, `attempts`, `scenario`, `interleave`, and `predict` are ways
//! to observe; `detectors` each record one aspect of an attempt; `drivers` control how
//! an attempt runs; `doubles` are test doubles for what an attempt depends on;
//! `rejection` and `ensure` report what was seen.

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
    CallJournal, CountedInstant, Entered, Event, EventLoop, Fault, Flight,
    ForeignCalls, Gauge, InFlight, Lateness, Ledger, Level, Made, Resource,
    Resources, Restless, Span, Spans, Stack, ThreadHandle, ThreadState, Threads,
    TraceSpec, Violation, What, comparisons,
};
pub use doubles::{
    FarEnd, Heard, PeerStream, Refused, ScriptedPeer, Service, TestFuture,
    TestWaker, Unread, WakeLog, loopback,
};
pub use drivers::{
    Coroutine, Interrupt, ParentTask, PolledTask, Pulled, ReadTask, Resumed, Step,
    TooOften, cancel_sweep, executor, poll_limit, pull,
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
