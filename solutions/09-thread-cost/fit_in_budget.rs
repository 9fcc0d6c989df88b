//! The buffer is created when a message has arrived, and its block ends before the
//! next wait.
//!
//! So the buffer is not in the future. It is on the thread's stack, in the same
//! place for all sessions, and only one session uses it at a time.

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
        let mut buffer = [0; LONGEST];
        let length = line.read(&mut buffer);
        sum += add_up(&buffer[..length]);
    }
    sum
}

fn add_up(message: &[u8]) -> u64 {
    message.iter().map(|&byte| u64::from(byte)).sum()
}
