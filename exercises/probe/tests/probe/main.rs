//! What the probe detects, and similar programs that it must accept.

mod attempts;
mod cancel_sweep;
mod endings;
mod ensure;
mod executor;
mod gauge;
mod in_flight;
mod interleave;
mod lateness;
mod ledger;
mod predict;
mod report;
mod resources;
mod scenario;
mod service;
mod tasks;
mod threads;
mod times;
mod trace_spec;
mod turns;

use std::panic::{AssertUnwindSafe, catch_unwind};

/// The rejection's text for a claim that does not hold.
#[track_caller]
fn rejected(claim: impl FnOnce()) -> String {
    let panic =
        catch_unwind(AssertUnwindSafe(claim)).expect_err("it must be rejected");
    probe::panic_words(&*panic).expect("a rejection is text")
}
