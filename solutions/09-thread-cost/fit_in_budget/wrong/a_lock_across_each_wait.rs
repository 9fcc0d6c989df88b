//! tests-failed: the longest line takes
//! All sessions share one buffer. A session holds the lock while it waits for its
//! message, so the others wait, too.

use crate::{LONGEST, Line};
use futures::future::join_all;
use tokio::sync::Mutex;

pub async fn serve(lines: Vec<Line>) -> u64 {
    let buffer = Mutex::new(vec![0; LONGEST]);
    let sessions = lines.into_iter().map(|line| session(line, &buffer));
    join_all(sessions).await.into_iter().sum()
}

async fn session(mut line: Line, buffer: &Mutex<Vec<u8>>) -> u64 {
    let mut sum = 0;
    loop {
        let mut buffer = buffer.lock().await;
        if !line.ready().await {
            return sum;
        }
        let length = line.read(&mut buffer);
        sum += add_up(&buffer[..length]);
    }
}

fn add_up(message: &[u8]) -> u64 {
    message.iter().map(|&byte| u64::from(byte)).sum()
}
