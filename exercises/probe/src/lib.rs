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

mod asleep;
mod attempts;
mod call_journal;
mod cancel_sweep;
mod coroutine;
mod counted_instant;
mod ensure;
mod event_loop;
pub mod executor;
mod gauge;
mod in_flight;
pub mod interleave;
mod interrupt;
mod journal;
mod lateness;
mod ledger;
mod log;
mod loopback;
mod misconception;
mod observe;
mod panicked;
mod panics;
mod picture;
mod poll_stats;
mod polled_task;
pub mod predict;
mod pulled;
mod read_task;
mod rejection;
mod report;
mod resources;
mod rng;
mod scenario;
mod scripted_peer;
mod service;
mod shared;
mod spans;
mod teardown;
mod test_future;
mod test_waker;
pub mod thread;
mod thread_state;
mod threads;
mod trace_spec;
pub mod words;

pub use asleep::Restless;
pub use attempts::{Attempt, Attempts, Case};
pub use call_journal::CallJournal;
pub use cancel_sweep::cancel_sweep;
pub use coroutine::{Coroutine, Resumed, Step};
pub use counted_instant::{CountedInstant, comparisons};
pub use ensure::Given;
pub use event_loop::EventLoop;
pub use gauge::{Entered, Gauge, Level};
pub use in_flight::{Flight, InFlight};
pub use interrupt::Interrupt;
pub use journal::Journal;
pub use lateness::Lateness;
pub use ledger::Ledger;
pub use log::Log;
pub use loopback::{FarEnd, Refused, Unread, loopback};
pub use observe::{End, Observed, observe};
pub use panicked::{Panicked, call};
pub use panics::{RuntimePanic, first_sentence, is_todo};
pub use polled_task::PolledTask;
pub use pulled::{Pulled, pull};
pub use read_task::ReadTask;
pub use rejection::{reject, time};
pub use resources::{Event, Fault, Resource, Resources, What};
pub use rng::Rng;
pub use scenario::{Call, Finding, Scenario, Watchdog, scenario};
pub use scripted_peer::{Heard, PeerStream, ScriptedPeer};
pub use service::Service;
pub use shared::{Shared, lock};
pub use spans::{Span, Spans};
pub use stage::{OnLane, panic_words};
pub use test_future::TestFuture;
pub use test_waker::TestWaker;
pub use thread_state::{ThreadHandle, ThreadState};
pub use threads::Threads;
pub use trace_spec::{TraceSpec, Violation};
