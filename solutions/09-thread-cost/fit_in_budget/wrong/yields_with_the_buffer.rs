//! misconception: small-is-light
//! The session yields while it holds the buffer. When many messages arrive at the same
//! moment, each of their sessions holds one.

use crate::{LONGEST, Line, spawn};

pub async fn serve(lines: Vec<Line>) -> u64 {
    let sessions: Vec<_> =
        lines.into_iter().map(|line| spawn(session(line))).collect();
    let mut sum = 0;
    for session in sessions {
        sum += session.await.expect("a session does not panic");
    }
    sum
}

async fn session(mut line: Line) -> u64 {
    let mut sum = 0;
    while line.ready().await {
        let mut buffer = vec![0; LONGEST];
        let length = line.read(&mut buffer);
        // Be fair to the other sessions.
        tokio::task::yield_now().await;
        sum += add_up(&buffer[..length]);
    }
    sum
}

fn add_up(message: &[u8]) -> u64 {
    message.iter().map(|&byte| u64::from(byte)).sum()
}
