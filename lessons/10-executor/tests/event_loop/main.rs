//! What the loop promises, with one topic per module. The name of each test is a claim.
//!
//! Time is virtual, except in tests about the machine's clock. In those tests, `real`
//! ends a loop that hangs.
//!
//! `memory` counts drops. CONTRIBUTING.md lists the commands that check for leaks, and
//! for data races in `wakes`.

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
