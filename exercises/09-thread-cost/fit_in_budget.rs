//! # Fit in the budget
//!
//! **fix, 10 minutes**
//!
//! A server holds a thousand lines open, with one session for each. Now and then a
//! message comes on one of them; its session reads it, adds up its bytes, and waits
//! for the next. All sessions together have 20 MiB of buffers, of which hardly one
//! is ever in use. Make do with 1 MiB for all of them.
//!
//! **Given:**
//!
//! ```text
//! const LONGEST: usize;  // no message is longer
//!
//! impl Line {
//!     // Waits for the next message; false when no more will come.
//!     async fn ready(&mut self) -> bool;
//!     // Fills the buffer from its start, at once; returns the message's length.
//!     fn read(&mut self, buffer: &mut [u8]) -> usize;
//! }
//!
//! fn spawn(future: F) -> JoinHandle<F::Output>;  // starts a task, like tokio's
//! ```
//!
//! Call `read` once after each `ready` that is true. What doesn't fit in the buffer
//! is lost.
//!
//! **Judged:** on the virtual clock, for a thousand lines, `serve` returns the sum
//! of all bytes of all messages, when the line that takes longest has ended. The
//! check notes every place in memory that a line was read into: together they are
//! 1 MiB or less.
//!
//! **Taught in:** lessons/09-thread-cost, "What a thread costs".

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
    // TODO: have a buffer only while there is something in it.
    let mut buffer = [0; LONGEST];
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
