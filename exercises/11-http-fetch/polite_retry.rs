//! # Polite retry
//!
//! **build, 20 minutes**
//!
//! A busy server answers `503`, which means "not now". Try again, but politely, and
//! not forever. Make up to four tries:
//!
//! - After a `200`, return the page.
//! - After a `503`, wait, then try again. On the fourth try, return
//!   `Err(Status(503))`.
//! - After any other status, return `Err(Status(…))` immediately.
//! - If there is no answer within 300 ms, drop this try and treat it like a `503`.
//!   On the fourth try, return `Err(TooLate)`.
//!
//! Wait 100 ms after the first failed try, 200 ms after the second, and 400 ms
//! after the third, whether the server answered `503` or not at all.
//!
//! The whole call may take one second. When time is up, drop whatever is in progress
//! and return `Err(TooLate)`. If a pause can't end within that second, you may also
//! return when the pause would begin, with `Err(TooLate)` or `Err(Status(503))`.
//!
//! **Given:**
//!
//! ```text
//! impl Server {  // clones are the same server
//!     async fn get(&self) -> (u16, String);  // one try: the status and the body
//! }
//! ```
//!
//! The constants below define the times. Measure time with `tokio::time`. The clocks
//! of the standard library don't follow the virtual clock.
//!
//! **Judged:** on the virtual clock, to the millisecond: the result, when it is
//! returned, and when each try begins. At most one try is in progress at a time, and
//! no task is left when the call returns. Its future is polled at most 30 times.
//!
//! **Taught in:** lessons/11-http-fetch, "Ten URLs, one slow".

use crate::Server;
use std::time::Duration;

pub const PAUSES: [Duration; 3] = [
    Duration::from_millis(100),
    Duration::from_millis(200),
    Duration::from_millis(400),
];
pub const A_TRY: Duration = Duration::from_millis(300);
pub const IN_ALL: Duration = Duration::from_secs(1);

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The status that the last try got.
    Status(u16),
    TooLate,
}

pub async fn get_politely(server: Server) -> Result<String, Error> {
    // TODO: try again after failures, within the limits.
    let (status, body) = server.get().await;
    if status == 200 { Ok(body) } else { Err(Error::Status(status)) }
}
