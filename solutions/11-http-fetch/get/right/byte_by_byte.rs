//! Reads the head byte by byte, so that none of the body is read with it, and then
//! reads the whole body in one go. The code is short, but slow on a socket.

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

    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if head.len() == HEAD_LIMIT {
            return Err(ErrorKind::InvalidData.into());
        }
        head.push(stream.read_u8().await?);
    }
    let (status, length) = parse(&head)?;
    let body = match length {
        Some(length) if length > BODY_LIMIT => {
            return Err(ErrorKind::InvalidData.into());
        }
        Some(length) => {
            let mut body = vec![0; length];
            stream.read_exact(&mut body).await?;
            body
        }
        None => {
            let mut body = Vec::new();
            let mut chunk = [0; 512];
            loop {
                match stream.read(&mut chunk).await? {
                    0 => break body,
                    read => body.extend_from_slice(&chunk[..read]),
                }
                if body.len() > BODY_LIMIT {
                    return Err(ErrorKind::InvalidData.into());
                }
            }
        }
    };
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
