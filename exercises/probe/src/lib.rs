//! What the checks use to observe a learner's code, and to say what they saw.
//!
//! [`observe()`] runs an attempt on the virtual clock and notes how it ended, what it
//! took and what it left behind. [`reject`] fails a check with what was measured,
//! the attempt's own picture, and the misconception from `misconceptions.md` that fits. The
//! rest is given to exercises to call, or helps a check to look closer:
//!
//! | | what it detects | item |
//! |---|---|---|
//! | D1 | virtual time: too slow, too early, drift | [`Observed::took`] |
//! | D2 | the machine's time: blocking, spinning | [`Observed::wall`], [`Observed::slept_for_real`] |
//! | D3 | a slow poll: blocking | [`Observed::longest_poll`], [`thread::blocked`] |
//! | D4 | too many polls: busy waiting | [`Observed::polls`] |
//! | D5 | stuck: deadlock, lost waker, kept sender | [`End::Stuck`] |
//! | D6 | a thread that is blocked for good | the limit of the program that runs the check; [`come_back()`] |
//! | D7 | tasks left behind | [`Observed::left_alive`] |
//! | D8 | conservation: lost, doubled, invented | [`Ledger`] |
//! | D9 | canceled anywhere | [`cancel_sweep()`] |
//! | D10 | never closed, closed twice, used too late | [`Openings`] |
//! | D11 | too many at once, or too few | [`Gauge`], [`Service::peak`] |
//! | D12 | due and not polled: starvation | [`Punctual`] |
//! | D13 | order and times of what was said | [`Allowed`] over [`Log::lines`] |
//! | D14 | a queue that grows | [`Gauge`] |
//! | D18 | the wrong thread | [`Threads`] |

mod allowed;
mod cancel_sweep;
mod come_back;
mod gauge;
mod ledger;
mod log;
mod misconception;
mod observe;
mod openings;
mod over;
mod picture;
mod punctual;
mod rejection;
mod report;
mod seed;
mod service;
pub mod thread;
mod threads;
mod watched;

pub use allowed::{Allowed, Violation};
pub use cancel_sweep::cancel_sweep;
pub use come_back::{Gone, come_back, come_back_within};
pub use gauge::{Entered, Gauge};
pub use ledger::Ledger;
pub use log::Log;
pub use observe::{End, Observed, observe};
pub use openings::{Event, Fault, Opening, Openings, What};
pub use punctual::Punctual;
pub use rejection::{is_todo, reject, time};
pub use seed::Seed;
pub use service::Service;
pub use stage::{OnLane, panic_words};
pub use threads::Threads;
