//! misconception: a-limit-for-all-limits-each
//! The whole call ends in time, no matter how long a try takes.

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
    timeout(IN_ALL, tries(&server)).await.unwrap_or(Err(Error::TooLate))
}

async fn tries(server: &Server) -> Result<String, Error> {
    let mut pauses = PAUSES.into_iter();
    loop {
        let error = match server.get().await {
            (200, body) => return Ok(body),
            (503, _) => Error::Status(503),
            (status, _) => return Err(Error::Status(status)),
        };
        match pauses.next() {
            Some(pause) => sleep(pause).await,
            None => return Err(error),
        }
    }
}
