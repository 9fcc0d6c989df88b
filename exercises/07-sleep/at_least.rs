//! # At least this long
//!
//! **build, 10 minutes**
//!
//! A spinner that only flashes looks worse than one that turns for half a second.
//! Do the `work` and return its output, but not before `minimum` is over.
//! If the work takes longer than `minimum`, return at the moment when it is done.
//!
//! **Given:** `work` may be any future. The work and the minimum both begin when the
//! future that `at_least` returns is first polled: its caller awaits it at once.
//!
//! **Judged:** on the virtual clock, which is tokio's, to the millisecond:
//! - one hour of work and a minimum of two hours take two hours
//! - your code does not block the thread, because other tasks need it
//! - in some runs, the work itself blocks before it waits for the first time. The
//!   minimum still counts from the first poll, before the work blocks
//! - when `at_least` returns, it leaves no task running
//!
//! **Taught in:** lessons/07-sleep, "Two kinds of sleep".

use std::time::Duration;

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    // TODO: return what the work gives, but not before the minimum is over.
    todo!("work for at least {} ms", minimum.as_millis())
}
