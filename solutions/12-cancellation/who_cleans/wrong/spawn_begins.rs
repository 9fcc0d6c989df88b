//! misconception: runs-to-its-first-await
//! The task is spawned one line before it is aborted, so it has started.

pub const TIMEOUT: Option<&str> = Some("begin guard");
pub const OF_A_HANDLE: Option<&str> = Some("begin end tidy guard");
pub const ABORT: Option<&str> = Some("begin aborted guard");
pub const ABORT_AT_ONCE: Option<&str> = Some("begin aborted guard");
pub const WHILE_TIDYING: Option<&str> = Some("begin end guard");
