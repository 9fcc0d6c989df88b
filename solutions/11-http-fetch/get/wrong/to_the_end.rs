//! misconception: the-end-will-come
//! Reads the whole response first, and then looks at it. The lesson does that, too,
//! but its request asks the server to close the connection.

use std::io::{self, ErrorKind};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

pub const HEAD_LIMIT: usize = 16 * 1024;
pub const BODY_LIMIT: usize = 1024 * 1024;

#[derive(Debug)]
pub struct Response {
    pub status: u16,
    pub body: Vec<u8>,
}

pub async fn get<S>(mut stream: S, path: &str) -> io::Result<Response>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;

    let mut bytes = Vec::new();
    let limit = (HEAD_LIMIT + BODY_LIMIT) as u64;
    stream.take(limit + 1).read_to_end(&mut bytes).await?;
    let head = bytes.windows(4).position(|it| it == b"\r\n\r\n");
    let head =
        head.filter(|it| *it <= HEAD_LIMIT).ok_or(ErrorKind::UnexpectedEof)?;
    let (status, length) = parse(&bytes[..head])?;
    let mut body = bytes.split_off(head + 4);
    if body.len() > BODY_LIMIT || length.is_some_and(|length| length > body.len()) {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    body.truncate(length.unwrap_or(body.len()));
    Ok(Response { status, body })
}

/// Returns the status, and the body's length if the response states one.
fn parse(head: &[u8]) -> io::Result<(u16, Option<usize>)> {
    let head = str::from_utf8(head).map_err(io::Error::other)?;
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1));
    let status = status.and_then(|word| word.parse().ok());
    let status = status.ok_or(ErrorKind::InvalidData)?;
    let mut headers = lines.filter_map(|line| line.split_once(':'));
    let length =
        headers.find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let length = length.map(|(_, value)| value.trim().parse());
    Ok((status, length.transpose().map_err(io::Error::other)?))
}
