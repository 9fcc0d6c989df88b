//! # Get                                                     build, 30 minutes
//!
//! A client for one page, over whatever carries its bytes: send a request, read the
//! answer, and trust nobody.
//!
//! The request: the line `GET path HTTP/1.1`, a header `host: localhost`, an empty
//! line; each line ends with `\r\n`.
//! The answer: a status line such as `HTTP/1.1 200 OK`, headers such as `name: value`,
//! an empty line, and the body. If a header `content-length` names a number, so many
//! bytes are the body, and you return when they are there. If not, the body goes to
//! the end of the bytes.
//! An error, of whatever kind: the bytes end before the answer is whole; a status or a
//! length is not a number; the head is longer than `HEAD_LIMIT`, or the body than
//! `BODY_LIMIT`. Do not wait for what cannot be right any more, and do not read on.
//! To be slow is no error.
//!
//! Given: `S` is a stream of tokio's, a socket or a pipe in memory. Its methods are those
//! of `tokio::io::AsyncReadExt` and `AsyncWriteExt`. No answer comes in chunks.
//! Judged with servers that split, stall, cut short, go on and on, and boast; most of
//! them on the virtual clock, one on a real socket.
//! Taught in lessons/11-http-fetch, "Ten URLs, one slow".

use std::io;
use tokio::io::{AsyncRead, AsyncWrite};

pub const HEAD_LIMIT: usize = 16 * 1024;
pub const BODY_LIMIT: usize = 1024 * 1024;

#[derive(Debug)]
pub struct Response {
    pub status: u16,
    /// Bytes: not every page is text.
    pub body: Vec<u8>,
}

pub async fn get<S>(stream: S, path: &str) -> io::Result<Response>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    // TODO: ask for the page, and read the answer to its end and no further.
    todo!("get {path}")
}
