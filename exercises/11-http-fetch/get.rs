//! # Get
//!
//! **build, 30 minutes**
//!
//! Write a client for one page, over any stream of bytes: send a request, read the
//! answer, and trust nothing that the server says.
//!
//! The request is the line `GET path HTTP/1.1`, a header `host: localhost`, and an
//! empty line. Each line ends with `\r\n`.
//!
//! The answer is a status line such as `HTTP/1.1 200 OK`, headers such as
//! `name: value`, an empty line, and the body.
//! If a header `content-length` gives a number, the body has that many bytes: return
//! as soon as they are there, and leave out any bytes after them.
//! Without that header, the body goes to the end of the bytes.
//!
//! Return an error, of whatever kind, if
//!
//! - the bytes end before the answer is whole
//! - the status or the length is not a number
//! - the head (status line, headers, and empty line) is longer than `HEAD_LIMIT`, or
//!   the body is longer than `BODY_LIMIT`; exactly the limit is allowed
//!
//! When the answer can't become right any more, return the error at once: don't wait
//! for more, and don't read on. Being slow is not an error.
//!
//! **Given:** `stream` is one of tokio's streams, a socket or a pipe in memory. Its
//! methods are those of `tokio::io::AsyncReadExt` and `tokio::io::AsyncWriteExt`.
//! No answer uses chunked encoding.
//!
//! **Judged:** with servers that split their answer, stall, stop short, never stop,
//! or claim a length that is too large; most of them on the virtual clock, one on a
//! real socket.
//!
//! **Taught in:** lessons/11-http-fetch, "Ten URLs, one slow".

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
