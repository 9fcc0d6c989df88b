//! misconception: a-drop-cleans-nothing
//! The future just disappears, and so does everything in it.

pub const TIMEOUT: Option<&str> = Some("begin");
pub const OF_A_HANDLE: Option<&str> = Some("begin end tidy guard");
pub const ABORT: Option<&str> = Some("begin aborted");
pub const ABORT_AT_ONCE: Option<&str> = Some("aborted");
pub const WHILE_TIDYING: Option<&str> = Some("begin end");
