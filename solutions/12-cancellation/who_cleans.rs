//! A job that is dropped says nothing more, but for its guard.
//!
//! Whoever drops a handle drops no job. An abort is carried out at the task's next
//! turn, after the line that follows it; and a job that never had a turn has made no
//! guard. Tidying has awaits as well, and is cut off like anything else.

pub const TIMEOUT: Option<&str> = Some("begin guard");
pub const OF_A_HANDLE: Option<&str> = Some("begin end tidy guard");
pub const ABORT: Option<&str> = Some("begin aborted guard");
pub const ABORT_AT_ONCE: Option<&str> = Some("aborted");
pub const WHILE_TIDYING: Option<&str> = Some("begin end guard");
