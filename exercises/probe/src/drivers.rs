//! Drivers that control how an attempt runs: they pull items from it, poll it by hand, send
//! values to it, cancel it, or give it tasks to execute.

mod cancel_sweep;
mod coroutine;
pub mod executor;
mod interrupt;
mod parent_task;
mod poll_limit;
mod polled_task;
mod pulled;
mod read_task;

pub use cancel_sweep::cancel_sweep;
pub use coroutine::{Coroutine, Resumed, Step};
pub use interrupt::Interrupt;
pub use parent_task::ParentTask;
pub use poll_limit::{TooOften, poll_limit};
pub use polled_task::PolledTask;
pub use pulled::{Pulled, pull};
pub use read_task::ReadTask;
