//! The stage: the clock, the transcript, and the timeline that every story uses.
//!
//! A story is ordinary code, split into acts. [`tell`] plays the acts on the real or
//! the virtual clock and puts the time in front of every line that [`say!`] prints.
//! After each act, it draws which future held the thread, and when. Each lane (row)
//! of the picture is a [`tracing`] span: a future enters its span when a poll begins
//! and exits it when the poll returns, so the picture shows the polls themselves.
//!
//! ```no_run
//! use stage::{OnLane, say};
//! use std::time::Duration;
//!
//! async fn brew(coffee: &str) {
//!     tokio::time::sleep(Duration::from_secs(3)).await;
//!     say!("{coffee} is ready");
//! }
//!
//! fn main() -> std::process::ExitCode {
//!     stage::tell("One coffee", |stage| {
//!         stage.act("Brewed by an async fn", brew("espresso").on_lane("espresso"));
//!     })
//! }
//! ```

// The table in `xtask/launcher/src/faults.rs` recognizes this message.
#[cfg(panic = "abort")]
compile_error!(
    "stories and checks need panics that unwind, and a setting says panic=abort: remove it from \
     RUSTFLAGS, CARGO_PROFILE_DEV_PANIC, or cargo's configuration"
);

mod clock;
mod lane;
mod options;
mod output;
mod panics;
mod simulated;
mod story;
#[doc(hidden)]
pub mod testing;
pub mod thread;
pub mod timeline;

pub use lane::{OnLane, done, lane};
pub use output::seconds;
pub use panics::{panic_message, panic_words};
pub use story::{Stage, tell};
#[doc(hidden)]
pub use tracing as __tracing;

/// The code blocks of the cheat sheet, compiled and run as doc tests.
#[cfg(doctest)]
#[doc = include_str!("../../../reference/cheatsheet.md")]
struct CheatSheet;
