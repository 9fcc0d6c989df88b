//! There is one buffer behind a lock. No session awaits anything while it holds the
//! lock, so no session ever has to wait for the lock.

use crate::{LONGEST, Line, spawn};
use std::sync::{Arc, Mutex};

pub async fn serve(lines: Vec<Line>) -> u64 {
    let buffer = Arc::new(Mutex::new(vec![0; LONGEST]));
    let session = |line| spawn(session(line, Arc::clone(&buffer)));
    let sessions: Vec<_> = lines.into_iter().map(session).collect();
    let mut sum = 0;
    for session in sessions {
        sum += session.await.expect("a session does not panic");
    }
    sum
}

async fn session(mut line: Line, buffer: Arc<Mutex<Vec<u8>>>) -> u64 {
    let mut sum = 0;
    while line.ready().await {
        let mut buffer = buffer.lock().expect("no session panics with the buffer");
        let length = line.read(&mut buffer);
        sum += buffer[..length].iter().map(|&byte| u64::from(byte)).sum::<u64>();
    }
    sum
}
