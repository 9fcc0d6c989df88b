//! Gives the same words, with arrows and capital letters.

pub const TIMEOUT: Option<&str> = Some("Begin -> guard");
pub const OF_A_HANDLE: Option<&str> = Some("Begin -> end -> tidy -> guard");
pub const ABORT: Option<&str> = Some("Begin -> aborted -> guard");
pub const ABORT_AT_ONCE: Option<&str> = Some("Aborted.");
pub const WHILE_TIDYING: Option<&str> = Some("Begin -> end -> guard");
