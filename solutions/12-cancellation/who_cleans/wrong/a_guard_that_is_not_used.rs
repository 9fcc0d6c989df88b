//! tests-failed: you guessed `guard`; it is something else
//! The guard isn't used after the work, so the compiler drops it.

pub const TIMEOUT: Option<&str> = Some("begin guard");
pub const OF_A_HANDLE: Option<&str> = Some("begin end guard tidy");
pub const ABORT: Option<&str> = Some("begin aborted guard");
pub const ABORT_AT_ONCE: Option<&str> = Some("aborted");
pub const WHILE_TIDYING: Option<&str> = Some("begin end guard");
