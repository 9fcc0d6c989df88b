//! What the probe catches, and a near program that it must let pass.

mod allowed;
mod cancel_sweep;
mod come_back;
mod endings;
mod gauge;
mod ledger;
mod openings;
mod punctual;
mod report;
mod service;
mod tasks;
mod threads;
mod times;
