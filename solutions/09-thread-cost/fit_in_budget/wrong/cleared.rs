//! misconception: small-is-light
//! An empty `Vec` seems to take no memory, so the buffer is emptied before the wait.

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
    let mut buffer = Vec::new();
    let mut sum = 0;
    while line.ready().await {
        buffer.resize(LONGEST, 0);
        let length = line.read(&mut buffer);
        sum += add_up(&buffer[..length]);
        buffer.clear();
    }
    sum
}

fn add_up(message: &[u8]) -> u64 {
    message.iter().map(|&byte| u64::from(byte)).sum()
}
