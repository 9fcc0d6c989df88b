//! Without `AsyncReadExt`: calls `poll_read` and `poll_write`, and parses digits by
//! hand.

use std::{future::poll_fn, io, pin::Pin, task::Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

pub const HEAD_LIMIT: usize = 16 * 1024;
pub const BODY_LIMIT: usize = 1024 * 1024;

#[derive(Debug)]
pub struct Response {
    pub status: u16,
    pub body: Vec<u8>,
}

async fn fill<S: AsyncRead + Unpin>(
    s: &mut S,
    into: &mut Vec<u8>,
) -> io::Result<usize> {
    let mut space = [0u8; 700];
    poll_fn(|cx| {
        let mut rb = ReadBuf::new(&mut space);
        match Pin::new(&mut *s).poll_read(cx, &mut rb) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Err(e)) => Poll::Ready(Err(e)),
            Poll::Ready(Ok(())) => {
                let n = rb.filled().len();
                into.extend_from_slice(rb.filled());
                Poll::Ready(Ok(n))
            }
        }
    })
    .await
}

async fn send<S: AsyncWrite + Unpin>(s: &mut S, mut what: &[u8]) -> io::Result<()> {
    while !what.is_empty() {
        let n = poll_fn(|cx| Pin::new(&mut *s).poll_write(cx, what)).await?;
        if n == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        what = &what[n..];
    }
    poll_fn(|cx| Pin::new(&mut *s).poll_flush(cx)).await
}

pub async fn get<S>(mut stream: S, path: &str) -> io::Result<Response>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    send(&mut stream, b"GET ").await?;
    send(&mut stream, path.as_bytes()).await?;
    send(&mut stream, b" HTTP/1.1\r\nhost: localhost\r\n\r\n").await?;
    let invalid = || io::Error::from(io::ErrorKind::InvalidData);
    let mut raw = Vec::with_capacity(512);
    let mut seen = 0;
    let end;
    'head: loop {
        while seen + 4 <= raw.len() {
            if &raw[seen..seen + 4] == b"\r\n\r\n" {
                end = seen;
                break 'head;
            }
            seen += 1;
            if seen + 4 > HEAD_LIMIT {
                return Err(invalid());
            }
        }
        if fill(&mut stream, &mut raw).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    let mut body = raw.split_off(end + 4);
    let head = raw;
    let mut it =
        head.split(|&b| b == b'\n').map(|l| l.strip_suffix(b"\r").unwrap_or(l));
    let first = it.next().ok_or_else(invalid)?;
    let code = first.split(|&b| b == b' ').nth(1).ok_or_else(invalid)?;
    if code.len() != 3 || !code.iter().all(u8::is_ascii_digit) {
        return Err(invalid());
    }
    let status = code.iter().fold(0u16, |a, d| a * 10 + u16::from(d - b'0'));
    let mut need = None::<usize>;
    for line in it {
        let Some(colon) = line.iter().position(|&b| b == b':') else { continue };
        if line[..colon].eq_ignore_ascii_case(b"content-length") {
            let v = line[colon + 1..].trim_ascii();
            if v.is_empty() {
                return Err(invalid());
            }
            let mut n = 0usize;
            for d in v {
                if !d.is_ascii_digit() {
                    return Err(invalid());
                }
                n = n
                    .checked_mul(10)
                    .and_then(|n| n.checked_add(usize::from(d - b'0')))
                    .ok_or_else(invalid)?;
            }
            need = Some(n);
        }
    }
    match need {
        Some(n) if n > BODY_LIMIT => return Err(invalid()),
        Some(n) => {
            while body.len() < n {
                if fill(&mut stream, &mut body).await? == 0 {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
            }
            body.truncate(n);
        }
        None => {
            while fill(&mut stream, &mut body).await? != 0 {
                if body.len() > BODY_LIMIT {
                    return Err(invalid());
                }
            }
            if body.len() > BODY_LIMIT {
                return Err(invalid());
            }
        }
    }
    Ok(Response { status, body })
}
