//! misconception: abort-ends-at-once
//! A call that has returned has done what its name says.

pub const TIMEOUT: Option<&str> = Some("begin guard");
pub const OF_A_HANDLE: Option<&str> = Some("begin end tidy guard");
pub const ABORT: Option<&str> = Some("begin guard aborted");
pub const ABORT_AT_ONCE: Option<&str> = Some("aborted");
pub const WHILE_TIDYING: Option<&str> = Some("begin end guard");
