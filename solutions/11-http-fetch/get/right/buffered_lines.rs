//! Reads line by line with a buffer, and uses `take` to limit everything that could
//! be too long.

use std::io::{self, ErrorKind};
use tokio::io::{
    AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader,
};

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

    let mut stream = BufReader::new(stream);
    let mut head = (&mut stream).take(HEAD_LIMIT as u64);
    let status = line(&mut head).await?;
    let status = status.split(' ').nth(1).and_then(|it| it.parse().ok());
    let status = status.ok_or(ErrorKind::InvalidData)?;
    let mut length = None;
    loop {
        let header = line(&mut head).await?;
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(':').ok_or(ErrorKind::InvalidData)?;
        if name.to_lowercase() == "content-length" {
            length = Some(value.trim().parse::<u64>().map_err(io::Error::other)?);
        }
    }
    let limit = BODY_LIMIT as u64;
    let mut body = Vec::new();
    match length {
        Some(length) if length > limit => return Err(ErrorKind::FileTooLarge.into()),
        Some(length) => {
            let read = stream.take(length).read_to_end(&mut body).await?;
            if (read as u64) < length {
                return Err(ErrorKind::UnexpectedEof.into());
            }
        }
        None => {
            if stream.take(limit + 1).read_to_end(&mut body).await? > BODY_LIMIT {
                return Err(ErrorKind::FileTooLarge.into());
            }
        }
    }
    Ok(Response { status, body })
}

async fn line(head: &mut (impl AsyncBufReadExt + Unpin)) -> io::Result<String> {
    let mut line = String::new();
    head.read_line(&mut line).await?;
    let line = line.strip_suffix("\r\n").ok_or(ErrorKind::UnexpectedEof)?;
    Ok(line.to_owned())
}
