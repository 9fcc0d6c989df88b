//! # Polite retry                                            build, 20 minutes
//!
//! A server that is busy answers `503`: not now. Ask again, but politely, and not
//! forever.
//!
//! `200` is the page: return it. `503` is worth another try, four tries in all, with
//! pauses of 100, 200 and 400 ms between them. Every other status is final: return it
//! as an error at once, and so the `503` of the fourth try. A try that is not answered
//! within 300 ms is dropped and counts like a `503`; as the last one it is `TooLate`.
//! And the whole has one second: whatever is going on then, it ends with `TooLate`.
//!
//! Given: `server.get().await` is a try, and gives a status and a body. Clones are the
//! same server. Time is that of `tokio::time`; a clock of `std` knows nothing of it.
//! Judged on the virtual clock: the result, when it comes, when each try begins, and
//! that no two tries are under way together, and none behind the end.
//! Taught in lessons/11-http-fetch, "Ten URLs, one slow".

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
