//! misconception: one-clock-for-all
//! The time is measured on the clock of the standard library, which does not follow the virtual clock.

use crate::Server;
use std::time::Duration;
use tokio::time::{sleep, timeout};

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
    let start = std::time::Instant::now();
    let mut n = 0;
    loop {
        let left = IN_ALL.saturating_sub(start.elapsed());
        let error = match timeout(A_TRY.min(left), server.get()).await {
            Ok((200, body)) => return Ok(body),
            Ok((503, _)) => Error::Status(503),
            Ok((status, _)) => return Err(Error::Status(status)),
            Err(_) => Error::TooLate,
        };
        if n == 3 || start.elapsed() >= IN_ALL {
            return Err(error);
        }
        sleep(PAUSES[n]).await;
        n += 1;
    }
}
