//! misconception: a-limit-for-each-limits-all
//! The limit of one second is inside the loop, where it starts again each time.

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
    let mut pauses = PAUSES.into_iter();
    loop {
        let tried = timeout(IN_ALL, timeout(A_TRY, server.get())).await;
        let error = match tried.map_err(|_| Error::TooLate)? {
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
