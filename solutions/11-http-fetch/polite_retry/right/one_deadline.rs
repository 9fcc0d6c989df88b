//! Uses one point in time that doesn't move. Everything that is awaited must be done
//! by then.

use crate::Server;
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout_at};

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
    let mut error = Error::TooLate;
    for number in 0..=PAUSES.len() {
        if number > 0 {
            let pause = sleep(PAUSES[number - 1]);
            timeout_at(deadline, pause).await.map_err(|_| Error::TooLate)?;
        }
        let limit = deadline.min(Instant::now() + A_TRY);
        error = match timeout_at(limit, server.get()).await {
            Ok((200, body)) => return Ok(body),
            Ok((503, _)) => Error::Status(503),
            Ok((status, _)) => return Err(Error::Status(status)),
            Err(_) if limit == deadline => return Err(Error::TooLate),
            Err(_) => Error::TooLate,
        };
    }
    Err(error)
}
