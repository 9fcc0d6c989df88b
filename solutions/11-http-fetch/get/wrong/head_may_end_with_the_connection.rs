//! misconception: an-end-is-the-end
//! Takes the end of the connection, or of what the limit allows, for the empty line.

use std::io::{self, Error, ErrorKind};
use tokio::io::{
    AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader,
};

pub const HEAD_LIMIT: usize = 16 * 1024;
pub const BODY_LIMIT: usize = 1024 * 1024;

#[derive(Debug)]
pub struct Response {
    pub status: u16,
    /// Bytes, because not every page is text.
    pub body: Vec<u8>,
}

pub async fn get<S>(mut stream: S, path: &str) -> io::Result<Response>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    stream.write_all(format!("GET {path} HTTP/1.1\r\n").as_bytes()).await?;
    stream.write_all(b"host: localhost\r\n\r\n").await?;
    stream.flush().await?;

    let mut reader = BufReader::new(stream);
    let (status, length) = read_head(&mut reader).await?;
    let mut body = Vec::new();
    match length {
        Some(length) => {
            reader.take(length as u64).read_to_end(&mut body).await?;
            if body.len() < length {
                return Err(ErrorKind::UnexpectedEof.into());
            }
        }
        None => {
            reader.take(BODY_LIMIT as u64 + 1).read_to_end(&mut body).await?;
            if body.len() > BODY_LIMIT {
                return Err(Error::other("the body is too long"));
            }
        }
    }
    Ok(Response { status, body })
}

async fn read_head<S>(reader: &mut BufReader<S>) -> io::Result<(u16, Option<usize>)>
where
    S: AsyncRead + Unpin,
{
    let mut head = reader.take(HEAD_LIMIT as u64);
    let line = read_line(&mut head).await?;
    let status = line.split_whitespace().nth(1).unwrap_or_default();
    let status: u16 = status.parse().map_err(Error::other)?;
    let mut length = None;
    loop {
        let line = read_line(&mut head).await?;
        if line.is_empty() {
            return Ok((status, length));
        }
        let Some((name, value)) = line.split_once(':') else { continue };
        if name.eq_ignore_ascii_case("content-length") {
            let value: usize = value.trim().parse().map_err(Error::other)?;
            if value > BODY_LIMIT {
                return Err(Error::other("the body is too long"));
            }
            length = Some(value);
        }
    }
}

/// A line without its end. An error if the connection or the limit ends it.
async fn read_line<R>(reader: &mut R) -> io::Result<String>
where
    R: tokio::io::AsyncBufRead + Unpin,
{
    let mut line = Vec::new();
    while !line.ends_with(b"\r\n") {
        if reader.read_until(b'\n', &mut line).await? == 0 {
            return Ok(String::from_utf8_lossy(&line).trim_end().to_owned());
        }
    }
    line.truncate(line.len() - 2);
    Ok(String::from_utf8_lossy(&line).into_owned())
}
