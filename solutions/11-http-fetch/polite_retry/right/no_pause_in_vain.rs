//! Returns the last status as soon as the next pause would go beyond the deadline.
//! Uses `select!` instead of `timeout`.

use crate::Server;
use std::time::Duration;
use tokio::time::{Instant, sleep, sleep_until};

pub const PAUSES: [Duration; 3] = [
    Duration::from_millis(100),
    Duration::from_millis(200),
    Duration::from_millis(400),
];
pub const A_TRY: Duration = Duration::from_millis(300);
pub const IN_ALL: Duration = Duration::from_secs(1);

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    Status(u16),
    TooLate,
}

pub async fn get_politely(server: Server) -> Result<String, Error> {
    let deadline = Instant::now() + IN_ALL;
    let mut pauses = PAUSES.iter();
    loop {
        let error = tokio::select! {
            biased;
            (status, body) = server.get() => match status {
                200 => return Ok(body),
                503 => Error::Status(503),
                _ => return Err(Error::Status(status)),
            },
            () = sleep_until(deadline) => return Err(Error::TooLate),
            () = sleep(A_TRY) => Error::TooLate,
        };
        match pauses.next() {
            Some(pause) if Instant::now() + *pause < deadline => sleep(*pause).await,
            _ => return Err(error),
        }
    }
}
