//! There are two layers: the tries and pauses inside, and one limit around them.
//!
//! The inner layer doesn't know about the limit of one second. When that second is
//! over, the inner layer's future is dropped, together with the try or the pause in
//! progress. The loop sleeps only if there is a pause left, so there is none after
//! the last try.

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
        let error = match timeout(A_TRY, server.get()).await {
            Ok((200, body)) => return Ok(body),
            Ok((503, _)) => Error::Status(503),
            Ok((status, _)) => return Err(Error::Status(status)),
            Err(_) => Error::TooLate,
        };
        match pauses.next() {
            Some(pause) => sleep(pause).await,
            None => return Err(error),
        }
    }
}
