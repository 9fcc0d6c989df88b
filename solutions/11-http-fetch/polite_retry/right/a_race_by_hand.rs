//! Builds a `timeout` from `poll_fn`: the answer or the sleep, whichever is ready
//! first.

use crate::Server;
use std::time::Duration;
use std::{
    future::poll_fn,
    pin::{Pin, pin},
    task::Poll,
};
use tokio::time::{Sleep, sleep};

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

async fn race<T>(
    f: impl Future<Output = T>,
    mut limit: Pin<&mut Sleep>,
) -> Option<T> {
    let mut f = pin!(f);
    poll_fn(|cx| {
        if let Poll::Ready(v) = f.as_mut().poll(cx) {
            return Poll::Ready(Some(v));
        }
        limit.as_mut().poll(cx).map(|()| None)
    })
    .await
}

pub async fn get_politely(server: Server) -> Result<String, Error> {
    let mut whole = pin!(sleep(IN_ALL));
    let tries = async {
        let mut last = Error::TooLate;
        for n in 0..4 {
            if n > 0 {
                sleep(PAUSES[n - 1]).await;
            }
            let one = pin!(sleep(A_TRY));
            match race(server.get(), one).await {
                Some((200, page)) => return Ok(page),
                Some((503, _)) => last = Error::Status(503),
                Some((code, _)) => return Err(Error::Status(code)),
                None => last = Error::TooLate,
            }
        }
        Err(last)
    };
    race(tries, whole.as_mut()).await.unwrap_or(Err(Error::TooLate))
}
