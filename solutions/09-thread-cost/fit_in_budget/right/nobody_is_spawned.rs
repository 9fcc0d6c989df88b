//! All sessions are in one task, which polls all of them whenever it is woken.
//! That's slower, but doesn't need more memory.

use crate::{LONGEST, Line};
use std::{future::poll_fn, task::Poll};

pub async fn serve(lines: Vec<Line>) -> u64 {
    let mut sessions: Vec<_> =
        lines.into_iter().map(|line| Some(Box::pin(session(line)))).collect();
    let mut sum = 0;
    poll_fn(|context| {
        for slot in &mut sessions {
            if let Some(it) = slot
                && let Poll::Ready(found) = it.as_mut().poll(context)
            {
                sum += found;
                *slot = None;
            }
        }
        if sessions.iter().all(Option::is_none) {
            Poll::Ready(sum)
        } else {
            Poll::Pending
        }
    })
    .await
}

async fn session(mut line: Line) -> u64 {
    let mut sum = 0;
    while line.ready().await {
        let mut buffer = [0; LONGEST];
        let length = line.read(&mut buffer);
        sum += add_up(&buffer[..length]);
    }
    sum
}

fn add_up(message: &[u8]) -> u64 {
    message.iter().map(|&byte| u64::from(byte)).sum()
}
