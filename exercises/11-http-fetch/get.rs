//! # Get
//!
//! **build, 30 minutes**
//!
//! Write an HTTP client that fetches one page over any stream of bytes: send a
//! request, read the response, and trust nothing that the server says.
//!
//! The request is exactly the line `GET path HTTP/1.1`, the header `host: localhost`,
//! and an empty line. Each line ends with `\r\n`.
//!
//! The response is a status line such as `HTTP/1.1 200 OK`, headers such as
//! `name: value`, an empty line, and the body. The status is the second word of the
//! status line.
//!
//! - If there is a `content-length` header, the body has that many bytes. Return
//!   as soon as they have arrived, and leave out any bytes after them.
//! - Without that header, the body ends when the server closes the connection.
//!
//! Return any kind of error if
//!
//! - the connection ends before the response is complete
//! - the status or the length is not a number that `str::parse` accepts
//! - the head (status line, headers, and empty line, each with its `\r\n`) is longer
//!   than `HEAD_LIMIT`, or the body is longer than `BODY_LIMIT`; exactly the limit is
//!   allowed, and one byte more is not
//!
//! Return the error as soon as the bytes that have arrived prove that the response
//! is invalid. Don't wait for more bytes, and don't read them. A slow server is
//! not an error, even if an hour passes between two bytes.
//!
//! **Given:** `stream` is one of tokio's streams, a socket or a pipe in memory.
//! Its methods are in the traits `tokio::io::AsyncReadExt` and
//! `tokio::io::AsyncWriteExt`. No response uses chunked encoding or has two
//! `content-length` headers.
//!
//! **Judged:** with servers that split their response, stall, stop early, never
//! stop, or claim a length that is too large, most of them on the virtual clock,
//! one on a real socket. When a response is too long, you may have read at most
//! 128 KiB beyond the limit.
//!
//! **Taught in:** lessons/11-http-fetch, "Ten URLs, one slow".

use std::io;
use tokio::io::{AsyncRead, AsyncWrite};

pub const HEAD_LIMIT: usize = 16 * 1024;
pub const BODY_LIMIT: usize = 1024 * 1024;

#[derive(Debug)]
pub struct Response {
    pub status: u16,
    /// Bytes, because not every page is text.
    pub body: Vec<u8>,
}

pub async fn get<S>(stream: S, path: &str) -> io::Result<Response>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    // TODO: request the page, and read the response to its end and no further.
    todo!("get {path}")
}
