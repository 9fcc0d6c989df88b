//! tests-failed: the longest line takes
//! Fifty buffers fit in 1 MiB. But a session keeps its buffer through all of its
//! waits.

use crate::{LONGEST, Line, spawn};
use std::sync::Arc;
use tokio::sync::Semaphore;

pub async fn serve(lines: Vec<Line>) -> u64 {
    let free = Arc::new(Semaphore::new(50));
    let session = |line| spawn(session(line, Arc::clone(&free)));
    let sessions: Vec<_> = lines.into_iter().map(session).collect();
    let mut sum = 0;
    for session in sessions {
        sum += session.await.expect("a session does not panic");
    }
    sum
}

async fn session(mut line: Line, free: Arc<Semaphore>) -> u64 {
    let _permit = free.acquire().await.expect("it is never closed");
    let mut buffer = vec![0; LONGEST];
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
