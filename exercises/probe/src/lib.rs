//! What the checks use to observe a learner's code, and to say what they saw.
//!
//! [`observe()`] runs an attempt on the virtual clock and notes how it ended, what it
//! took and what it left behind. [`reject`] fails a check with what was measured,
//! the attempt's own picture, and the belief from `misconceptions.md` that fits. The
//! rest is given to exercises to call: [`Service`], [`Log`] and [`thread`].

mod belief;
mod log;
mod observe;
mod rejection;
mod seed;
mod service;
pub mod thread;
mod watched;

pub use log::Log;
pub use observe::{End, Observed, observe};
pub use rejection::{reject, time};
pub use seed::Seed;
pub use service::Service;
pub use stage::{OnLane, panic_words};
