//! misconception: the-rest-goes-on
//! As in JavaScript, a promise that loses a race keeps running, and its result is
//! ignored.

pub const TIMEOUT: Option<&str> = Some("begin end tidy guard");
pub const OF_A_HANDLE: Option<&str> = Some("begin end tidy guard");
pub const ABORT: Option<&str> = Some("begin aborted end tidy guard");
pub const ABORT_AT_ONCE: Option<&str> = Some("aborted begin end tidy guard");
pub const WHILE_TIDYING: Option<&str> = Some("begin end tidy guard");
