//! A dropped job doesn't log anything more, except through its guard.
//!
//! Dropping a handle doesn't drop the job. An abort takes effect at the task's next
//! turn, after the line that follows it, and a job that never had a turn hasn't
//! created its guard. Tidying has awaits, too, so it can be interrupted like
//! everything else.

pub const TIMEOUT: Option<&str> = Some("begin guard");
pub const OF_A_HANDLE: Option<&str> = Some("begin end tidy guard");
pub const ABORT: Option<&str> = Some("begin aborted guard");
pub const ABORT_AT_ONCE: Option<&str> = Some("aborted");
pub const WHILE_TIDYING: Option<&str> = Some("begin end guard");
