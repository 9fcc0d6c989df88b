//! tests-failed: 2 tries are in progress at the same time
//! The next try starts although the previous one may still get an answer.

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
    use futures::stream::{FuturesUnordered, StreamExt};
    let mut under_way = FuturesUnordered::new();
    let mut n = 0;
    under_way.push(server.get());
    loop {
        let error = match timeout(A_TRY, under_way.next()).await {
            Ok(Some((200, body))) => return Ok(body),
            Ok(Some((503, _))) => Error::Status(503),
            Ok(Some((status, _))) => return Err(Error::Status(status)),
            Ok(None) | Err(_) => Error::TooLate,
        };
        if n == 3 {
            return Err(error);
        }
        sleep(PAUSES[n]).await;
        n += 1;
        under_way.push(server.get());
    }
}
