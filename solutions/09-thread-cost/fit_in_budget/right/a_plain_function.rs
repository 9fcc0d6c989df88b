//! A plain function has no await, so its variables can't live across one.

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
        sum += take_in(&mut line);
    }
    sum
}

fn take_in(line: &mut Line) -> u64 {
    let mut buffer = [0; LONGEST];
    let length = line.read(&mut buffer);
    add_up(&buffer[..length])
}

fn add_up(message: &[u8]) -> u64 {
    message.iter().map(|&byte| u64::from(byte)).sum()
}
