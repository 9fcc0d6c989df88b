//! The stage: the clock, the transcript and the timeline that every story uses.
//!
//! A story is ordinary code in acts. [`tell`] plays them on the real or on the virtual
//! clock, stamps the lines that [`say!`] prints, and draws after each act who held the
//! thread, and when. A lane of that picture is a [`tracing`] span: a future enters it at
//! every poll and leaves it at every `Pending`, so the picture shows the polls themselves.
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

/// The blocks of the cheat sheet, each compiled and run as a documentation test.
#[cfg(doctest)]
#[doc = include_str!("../../../reference/cheatsheet.md")]
struct CheatSheet;
