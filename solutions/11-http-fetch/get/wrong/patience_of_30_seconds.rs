//! tests-failed: whose pieces come an hour apart
//! A server that takes more than 30 seconds is too slow.

use std::io;
use tokio::io::{AsyncRead, AsyncWrite};

pub const HEAD_LIMIT: usize = 16 * 1024;
pub const BODY_LIMIT: usize = 1024 * 1024;

#[derive(Debug)]
pub struct Response {
    pub status: u16,
    pub body: Vec<u8>,
}

use tokio::io::{AsyncReadExt, AsyncWriteExt};

fn bad(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.to_owned())
}

async fn get_it<S>(mut stream: S, path: &str) -> io::Result<Response>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    stream
        .write_all(
            format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n").as_bytes(),
        )
        .await?;
    let mut head = Vec::new();
    let mut line_start = 0;
    let mut status = None;
    let mut length = None;
    loop {
        let byte = stream.read_u8().await?;
        head.push(byte);
        if head.len() > HEAD_LIMIT {
            return Err(bad("the head is too long"));
        }
        if !head.ends_with(b"\r\n") {
            continue;
        }
        let line = &head[line_start..head.len() - 2];
        if status.is_none() {
            let line = String::from_utf8_lossy(line).into_owned();
            let number =
                line.split_whitespace().nth(1).ok_or_else(|| bad("no status"))?;
            status = Some(number.parse::<u16>().map_err(|_| bad("status"))?);
        } else if line.is_empty() {
            break;
        } else {
            let line = String::from_utf8_lossy(line).into_owned();
            if let Some((name, value)) = line.split_once(':') {
                if name.eq_ignore_ascii_case("content-length") {
                    let number: usize =
                        value.trim().parse().map_err(|_| bad("length"))?;
                    if number > BODY_LIMIT {
                        return Err(bad("the body is too long"));
                    }
                    length = Some(number);
                }
            }
        }
        line_start = head.len();
    }
    let status: u16 = status.expect("a head has a first line");
    let mut body: Vec<u8> = Vec::new();
    match length {
        Some(length) => {
            (&mut stream).take(length as u64).read_to_end(&mut body).await?;
            if body.len() < length {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        None => {
            (&mut stream).take(BODY_LIMIT as u64 + 1).read_to_end(&mut body).await?;
            if body.len() > BODY_LIMIT {
                return Err(bad("the body is too long"));
            }
        }
    }
    Ok(Response { status, body })
}

pub async fn get<S>(stream: S, path: &str) -> io::Result<Response>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    tokio::time::timeout(std::time::Duration::from_secs(30), get_it(stream, path))
        .await
        .unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}
