//! tests-failed: each line, a future of
//! `drop` of an array of bytes drops only a copy, so the future keeps the array.

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
    let mut more = line.ready().await;
    while more {
        let mut buffer = [0; LONGEST];
        let length = line.read(&mut buffer);
        sum += add_up(&buffer[..length]);
        #[allow(dropping_copy_types)]
        drop(buffer);
        more = line.ready().await;
    }
    sum
}

fn add_up(message: &[u8]) -> u64 {
    message.iter().map(|&byte| u64::from(byte)).sum()
}
