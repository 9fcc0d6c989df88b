//! # At least this long                                       build, 10 minutes
//!
//! A spinner that only flashes is worse than one that turns for half a second.
//! Do the `work` and return what it gives, but not before `minimum` is over. If the
//! work takes longer than that, return when it is done, and not a moment later.
//!
//! Given: `work` is a future, and any future. Both the work and the time begin when
//! you are called.
//! Judged on the virtual clock, which is tokio's, to the millisecond: an hour of
//! work and a minimum of two take two hours. The thread belongs to others, too: do
//! not block it. In some runs the work does, before it waits for the first time; the
//! minimum counts from your call all the same.
//! Taught in lessons/07-sleep, "Two kinds of sleep".

use std::time::Duration;

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    // TODO: return what the work gives, but not before the minimum is over.
    todo!("work for at least {} ms", minimum.as_millis())
}
