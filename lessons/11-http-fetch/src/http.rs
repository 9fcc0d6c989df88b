//! Just enough HTTP to fetch a page: the request, and the parts of a response.
//!
//! A response is a head of lines, an empty line, and a body. `connection: close`
//! asks the server to close the connection after the body, so the last byte ends the
//! response.

use std::io;

pub(crate) const END_OF_HEAD: &str = "\r\n\r\n";

pub(crate) fn request(page: u64) -> String {
    format!("GET /{page} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
}

pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) body: String,
}

impl Response {
    /// Parses a complete response.
    pub(crate) fn parse(bytes: &[u8]) -> io::Result<Self> {
        let text = str::from_utf8(bytes).map_err(io::Error::other)?;
        let split = text.split_once(END_OF_HEAD);
        let (head, body) = split.ok_or(io::ErrorKind::UnexpectedEof)?;
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok());
        let status = status.ok_or(io::ErrorKind::InvalidData)?;
        Ok(Self { status, body: body.to_owned() })
    }
}
