//! What the probe catches, and a near program that it must let pass.

mod cancel_sweep;
mod come_back;
mod endings;
mod ensure;
mod executor;
mod gauge;
mod interleave;
mod lateness;
mod ledger;
mod report;
mod resources;
mod scenario;
mod service;
mod tasks;
mod threads;
mod times;
mod trace_spec;
