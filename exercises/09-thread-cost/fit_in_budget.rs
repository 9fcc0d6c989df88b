//! # Fit in the budget
//!
//! **fix, 10 minutes**
//!
//! A server holds a thousand connections ("lines") open, with one session for each.
//! Now and then a message arrives on a line. Its session reads the message, adds up
//! the bytes, and waits for the next one. Together, the sessions hold 20 MiB of
//! buffers, most of which are unused at any moment. Change the code so that 1 MiB is
//! enough for all sessions.
//!
//! **Given:**
//!
//! ```text
//! const LONGEST: usize;  // no message is longer: 20 KiB
//!
//! impl Line {
//!     // Waits for the next message; false if there are no more.
//!     async fn ready(&mut self) -> bool;
//!     // Writes the message to the start of the buffer and returns its length.
//!     // Doesn't wait. Bytes that don't fit in the buffer are lost.
//!     fn read(&mut self, buffer: &mut [u8]) -> usize;
//! }
//!
//! fn spawn(future: F) -> JoinHandle<F::Output>;  // starts a task, like tokio's
//! ```
//!
//! Call `read` exactly once for each message. Until then, `ready` returns true again.
//!
//! **Judged:** on the virtual clock, with up to a thousand lines. On 125 of these, a
//! message arrives at the same moment.
//!
//! - `serve` returns the sum of all bytes of all messages, with no bytes lost.
//! - It returns as soon as every line has ended.
//! - The check records every address range that a message is read into. For a
//!   thousand lines, these ranges together cover at most 1 MiB.
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
    // TODO: keep a buffer only while there is a message in it.
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
