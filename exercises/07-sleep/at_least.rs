//! # At least this long
//!
//! **build, 10 minutes**
//!
//! A spinner that only flashes looks worse than one that spins for half a second.
//! Run `work` and return its output, but not before `minimum` has passed. If the
//! work takes longer than `minimum`, return as soon as the work is done.
//!
//! **Given:** `work` may borrow, and its output may have any type: it needs no
//! trait such as `Clone` or `Default`. (Both are `Send`.) `minimum` is between 0
//! and 2 hours. The work and the minimum both begin when the future that
//! `at_least` returns is first polled. The caller awaits this future immediately.
//!
//! **Judged:** to the millisecond, on tokio's virtual clock:
//!
//! - One hour of work and a minimum of two hours take two hours.
//! - The output of the work is returned.
//! - Your code doesn't block the thread, because other tasks need it. It doesn't move
//!   tokio's clock either.
//! - The call is polled at most 20 times.
//! - In some runs, the work itself blocks the thread before it first waits. The
//!   minimum still starts at the first poll, before the work blocks.
//! - When `at_least` returns, it leaves no task running.
//!
//! **Taught in:** lessons/07-sleep, "Two kinds of sleep".

use std::time::Duration;

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    // TODO: return the work's output, but not before the minimum has passed.
    todo!("work for at least {} ms", minimum.as_millis())
}
