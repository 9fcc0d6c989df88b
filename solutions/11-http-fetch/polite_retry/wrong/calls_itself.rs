//! misconception: a-future-can-hold-itself
//! A failed try is followed by all remaining tries, in a function that calls itself.

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
    timeout(IN_ALL, from(&server, 0)).await.unwrap_or(Err(Error::TooLate))
}

async fn from(server: &Server, number: usize) -> Result<String, Error> {
    let error = match timeout(A_TRY, server.get()).await {
        Ok((200, body)) => return Ok(body),
        Ok((503, _)) => Error::Status(503),
        Ok((status, _)) => return Err(Error::Status(status)),
        Err(_) => Error::TooLate,
    };
    let Some(&pause) = PAUSES.get(number) else { return Err(error) };
    sleep(pause).await;
    from(server, number + 1).await
}
