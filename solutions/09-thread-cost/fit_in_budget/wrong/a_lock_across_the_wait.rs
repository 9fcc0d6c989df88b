//! tests-failed: the sessions wait for each other
//! All sessions share one buffer, in an async mutex. A session locks it before the
//! wait, so only one session waits for its line, and the others wait for that
//! session.

use crate::{LONGEST, Line, spawn};
use tokio::sync::Mutex;

pub async fn serve(lines: Vec<Line>) -> u64 {
    let sessions: Vec<_> =
        lines.into_iter().map(|line| spawn(session(line))).collect();
    let mut sum = 0;
    for session in sessions {
        sum += session.await.expect("a session does not panic");
    }
    sum
}

static BUFFER: Mutex<[u8; LONGEST]> = Mutex::const_new([0; LONGEST]);

async fn session(mut line: Line) -> u64 {
    let mut sum = 0;
    let mut buffer = BUFFER.lock().await;
    while line.ready().await {
        let length = line.read(&mut buffer[..]);
        sum += add_up(&buffer[..length]);
    }
    sum
}

fn add_up(message: &[u8]) -> u64 {
    message.iter().map(|&byte| u64::from(byte)).sum()
}
