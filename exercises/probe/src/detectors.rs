//! Recorders for single aspects of an attempt: how much runs at the same time, when, on
//! which thread, in which order, and what is left over.

mod asleep;
mod call_journal;
mod counted_instant;
mod event_loop;
mod foreign_calls;
mod gauge;
mod in_flight;
mod lateness;
mod ledger;
mod resources;
mod spans;
mod stack;
mod thread_state;
mod threads;
mod trace_spec;

pub use asleep::Restless;
pub use call_journal::CallJournal;
pub use counted_instant::{CountedInstant, comparisons};
pub use event_loop::EventLoop;
pub use foreign_calls::ForeignCalls;
pub use gauge::{Entered, Gauge, Level};
pub use in_flight::{Flight, InFlight, Made};
pub use lateness::Lateness;
pub use ledger::Ledger;
pub use resources::{Event, Fault, Resource, Resources, What};
pub use spans::{Span, Spans};
pub use stack::Stack;
pub use thread_state::{ThreadHandle, ThreadState};
pub use threads::Threads;
pub use trace_spec::{TraceSpec, Violation};
