//! A failed try is followed by all remaining tries, in a function that calls itself
//! through a box.

use crate::Server;
use std::pin::Pin;
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
    match timeout(IN_ALL, with_pauses(server, &PAUSES)).await {
        Ok(result) => result,
        Err(_) => Err(Error::TooLate),
    }
}

type Tries<'a> = Pin<Box<dyn Future<Output = Result<String, Error>> + Send + 'a>>;

fn with_pauses(server: Server, pauses: &[Duration]) -> Tries<'_> {
    Box::pin(async move {
        let error = match timeout(A_TRY, server.get()).await {
            Ok((200, body)) => return Ok(body),
            Ok((status, _)) if status != 503 => return Err(Error::Status(status)),
            Ok((status, _)) => Error::Status(status),
            Err(_) => Error::TooLate,
        };
        let Some((pause, rest)) = pauses.split_first() else { return Err(error) };
        sleep(*pause).await;
        with_pauses(server, rest).await
    })
}
