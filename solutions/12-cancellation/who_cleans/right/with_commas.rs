//! Gives the same words, written as a list.

pub const TIMEOUT: Option<&str> = Some("begin, guard");
pub const OF_A_HANDLE: Option<&str> = Some("begin, end, tidy, guard");
pub const ABORT: Option<&str> = Some("begin, aborted, guard");
pub const ABORT_AT_ONCE: Option<&str> = Some("aborted");
pub const WHILE_TIDYING: Option<&str> = Some("begin, end, guard");
