//! tests-failed: it waits for more, but additional bytes can't make this valid
//! Doesn't check the status until the whole response has arrived, which might never
//! happen.

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
    let head = loop {
        let end = bytes.windows(4).position(|it| it == b"\r\n\r\n");
        // The last read may have gone beyond the limit.
        if let Some(end) = end.filter(|end| *end <= HEAD_LIMIT) {
            break end;
        }
        if bytes.len() > HEAD_LIMIT {
            return Err(io::Error::other("the head is too long"));
        }
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
    };
    let (status, length) = parse(&bytes[..head])?;
    let mut body = bytes.split_off(head + 4);
    if length.unwrap_or(body.len()) > BODY_LIMIT {
        return Err(io::Error::other("the body is too long"));
    }
    while length.is_none_or(|length| body.len() < length) {
        if stream.read_buf(&mut body).await? == 0 {
            if length.is_some() {
                return Err(ErrorKind::UnexpectedEof.into());
            }
            break;
        }
        if length.is_none() && body.len() > BODY_LIMIT {
            return Err(io::Error::other("the body is too long"));
        }
    }
    body.truncate(length.unwrap_or(body.len()));
    if status == 0 {
        return Err(ErrorKind::InvalidData.into());
    }
    Ok(Response { status, body })
}

/// Returns the status, and the body's length if the response states one.
fn parse(head: &[u8]) -> io::Result<(u16, Option<usize>)> {
    let head = str::from_utf8(head).map_err(io::Error::other)?;
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1));
    let status = status.and_then(|word| word.parse().ok()).unwrap_or(0);
    let mut headers = lines.filter_map(|line| line.split_once(':'));
    let length =
        headers.find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let length = length.map(|(_, value)| value.trim().parse());
    Ok((status, length.transpose().map_err(io::Error::other)?))
}
