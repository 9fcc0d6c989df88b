//! Uses one `select!` for the try and one for the pause. Both use the same sleep of
//! one second.

use crate::Server;
use std::time::Duration;
use tokio::{select, time::sleep};

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
    let whole = sleep(IN_ALL);
    tokio::pin!(whole);
    let mut pauses = PAUSES.iter();
    loop {
        let answer = select! {
            biased;
            _ = &mut whole => return Err(Error::TooLate),
            answer = server.get() => Some(answer),
            _ = sleep(A_TRY) => None,
        };
        let error = match answer {
            Some((200, body)) => return Ok(body),
            Some((503, _)) => Error::Status(503),
            Some((status, _)) => return Err(Error::Status(status)),
            None => Error::TooLate,
        };
        let Some(&pause) = pauses.next() else { return Err(error) };
        select! { biased; _ = &mut whole => return Err(Error::TooLate), _ = sleep(pause) => {} }
    }
}
