//! What the loop promises, a topic a module: each name is a claim.
//!
//! Time is virtual wherever the machine's clock is not the subject. Where it is, `real` ends
//! a loop that hangs.
//!
//! No leak, as far as a tool can see one (drops are counted in `memory` too):
//!
//! ```text
//! RUSTFLAGS=-Zsanitizer=leak cargo +nightly test -p executor --test event_loop \
//!     --target x86_64-unknown-linux-gnu --target-dir target/leak
//! ```

#![expect(clippy::unwrap_used, reason = "what fails here fails a test")]
#![expect(
    clippy::async_yields_async,
    reason = "handles and sleeps leave their loop, to see what they do outside"
)]

mod deadlock;
mod ends;
mod fairness;
mod foreign;
mod joining;
mod memory;
mod net;
mod panics;
mod reentrancy;
mod support;
mod tasks;
mod timers;
mod unsupported;
mod wakes;
