//! tests-failed: expected: it tries at 0 s and 0.4 s
//! A server that doesn't answer in time won't answer at all.

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
    /// The status that the last try got.
    Status(u16),
    TooLate,
}

pub async fn get_politely(server: Server) -> Result<String, Error> {
    let all = async {
        let mut n = 0;
        loop {
            let last = n == PAUSES.len();
            match timeout(A_TRY, server.get()).await {
                Ok((200, body)) => return Ok(body),
                Ok((503, _)) if !last => {}
                Ok((status, _)) => return Err(Error::Status(status)),
                Err(_) => return Err(Error::TooLate),
            }
            sleep(PAUSES[n]).await;
            n += 1;
        }
    };
    timeout(IN_ALL, all).await.unwrap_or(Err(Error::TooLate))
}
