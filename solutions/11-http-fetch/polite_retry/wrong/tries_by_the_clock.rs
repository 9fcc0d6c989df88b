//! tests-failed: 2 tries are in progress at the same time
//! Treats the pauses as a timetable, and doesn't wait for an answer before the next
//! try.

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
    let starts = [0u64, 100, 300, 700];
    let all = futures::future::join_all(starts.map(|s| {
        let server = server.clone();
        async move {
            sleep(Duration::from_millis(s)).await;
            timeout(A_TRY, server.get()).await
        }
    }));
    match timeout(IN_ALL, all).await {
        Ok(v) => {
            for r in v {
                match r {
                    Ok((200, b)) => return Ok(b),
                    Ok((503, _)) | Err(_) => {}
                    Ok((s, _)) => return Err(Error::Status(s)),
                }
            }
            Err(Error::Status(503))
        }
        Err(_) => Err(Error::TooLate),
    }
}
