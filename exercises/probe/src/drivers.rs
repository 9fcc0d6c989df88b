//! What runs an attempt in a way of its own: pulls it, polls it by hand, sends to it, drops
//! it halfway, or gives it tasks to execute.

mod cancel_sweep;
mod coroutine;
pub mod executor;
mod interrupt;
mod polled_task;
mod pulled;
mod read_task;

pub use cancel_sweep::cancel_sweep;
pub use coroutine::{Coroutine, Resumed, Step};
pub use interrupt::Interrupt;
pub use polled_task::PolledTask;
pub use pulled::{Pulled, pull};
pub use read_task::ReadTask;
