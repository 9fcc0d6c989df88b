//! misconception: timeout-ends-the-task
//! As in Python: `wait_for(task, 0.1)` cancels the task.

pub const TIMEOUT: Option<&str> = Some("begin guard");
pub const OF_A_HANDLE: Option<&str> = Some("begin guard");
pub const ABORT: Option<&str> = Some("begin aborted guard");
pub const ABORT_AT_ONCE: Option<&str> = Some("aborted");
pub const WHILE_TIDYING: Option<&str> = Some("begin end guard");
