//! # Polite retry
//!
//! **build, 20 minutes**
//!
//! A server that is busy answers `503`: not now. Ask again, but politely, and not
//! forever. Try up to four times:
//!
//! - On a `200`, return the page.
//! - On a `503`, wait, then try again; on the fourth try, return `Err(Status(503))`.
//! - On any other status, return `Err(Status(…))` immediately.
//! - If there is no answer within 300 ms, drop this try and treat it like a `503`;
//!   on the fourth try, return `Err(TooLate)`.
//!
//! Wait 100 ms after the first failed try, 200 ms after the second, and 400 ms after
//! the third, whether it got a `503` or no answer.
//!
//! The whole call has one second. When time is up, drop whatever is in progress and
//! return `Err(TooLate)`.
//! If you know earlier that a pause can't end within that second, you may return
//! when the pause would begin, with `Err(TooLate)` or `Err(Status(503))`.
//!
//! **Given:** `server.get().await` is one try, and returns a status and a body.
//! Clones are the same server. Time is the time of `tokio::time`; the clocks of
//! `std` know nothing about it.
//!
//! **Judged:** on the virtual clock, the result, when it is returned, and when each
//! try begins. At most one try is under way at a time, and none after the call
//! returns.
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
    /// The server's last word.
    Status(u16),
    TooLate,
}

pub async fn get_politely(server: Server) -> Result<String, Error> {
    // TODO: try, and try again, within the limits.
    let (status, body) = server.get().await;
    if status == 200 { Ok(body) } else { Err(Error::Status(status)) }
}
