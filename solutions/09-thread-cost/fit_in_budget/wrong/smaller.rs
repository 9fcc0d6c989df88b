//! tests-failed: but the buffer has
//! A thousand buffers of 1 KiB fit in the budget, and most messages fit in a buffer.

use crate::{Line, spawn};

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
    let mut buffer = [0; 1024];
    let mut sum = 0;
    while line.ready().await {
        let length = line.read(&mut buffer);
        sum += add_up(&buffer[..length]);
    }
    sum
}

fn add_up(message: &[u8]) -> u64 {
    message.iter().map(|&byte| u64::from(byte)).sum()
}
