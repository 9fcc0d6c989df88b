//! misconception: the-code-is-told
//! As in Python: `finally` runs, with its awaits, and then the guard.

pub const TIMEOUT: Option<&str> = Some("begin tidy guard");
pub const OF_A_HANDLE: Option<&str> = Some("begin end tidy guard");
pub const ABORT: Option<&str> = Some("begin aborted tidy guard");
pub const ABORT_AT_ONCE: Option<&str> = Some("aborted");
pub const WHILE_TIDYING: Option<&str> = Some("begin end tidy guard");
