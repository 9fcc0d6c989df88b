//! tests-failed: expected: it tries
//! After a try without an answer, the pause is always 100 ms, whichever try it was.

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
    let mut n = 0;
    loop {
        let answer = timeout(A_TRY, server.get()).await;
        let (error, pause) = match answer {
            Ok((200, body)) => return Ok(body),
            Ok((503, _)) => (Error::Status(503), PAUSES.get(n)),
            Ok((status, _)) => return Err(Error::Status(status)),
            Err(_) => (Error::TooLate, PAUSES.first()),
        };
        if n == 3 {
            return Err(error);
        }
        sleep(*pause.unwrap()).await;
        n += 1;
    }
}
