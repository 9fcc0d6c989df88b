//! Writes the request and reads the response at the same time, with lines as bytes.
//! So a server may respond before it has read the whole request.

use std::io;
use tokio::io::{
    AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite,
    AsyncWriteExt, BufReader,
};

pub const HEAD_LIMIT: usize = 16 * 1024;
pub const BODY_LIMIT: usize = 1024 * 1024;

#[derive(Debug)]
pub struct Response {
    pub status: u16,
    pub body: Vec<u8>,
}

pub async fn get<S>(stream: S, path: &str) -> io::Result<Response>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let (r, mut w) = tokio::io::split(stream);
    let ask = async {
        w.write_all(
            format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n").as_bytes(),
        )
        .await
    };
    let ((), answer) =
        tokio::try_join!(ask, answer(BufReader::with_capacity(64, r)))?;
    Ok(answer)
}

async fn answer<R: AsyncBufRead + Unpin>(mut r: R) -> io::Result<Response> {
    let mut left = HEAD_LIMIT as u64;
    let mut lines = Vec::<String>::new();
    loop {
        let mut line = Vec::new();
        let n = (&mut r).take(left).read_until(b'\n', &mut line).await?;
        left -= n as u64;
        let line =
            line.strip_suffix(b"\r\n").ok_or_else(|| io::Error::other("no line"))?;
        if line.is_empty() {
            break;
        }
        lines.push(String::from_utf8_lossy(line).into_owned());
    }
    let [status, headers @ ..] = &lines[..] else {
        return Err(io::Error::other("empty"));
    };
    let status = status
        .split_ascii_whitespace()
        .nth(1)
        .unwrap_or_default()
        .parse()
        .map_err(io::Error::other)?;
    let mut want = None;
    for h in headers {
        let mut parts = h.splitn(2, ':');
        if parts
            .next()
            .unwrap_or_default()
            .trim()
            .eq_ignore_ascii_case("content-length")
        {
            want = Some(
                parts
                    .next()
                    .unwrap_or("")
                    .trim()
                    .parse::<usize>()
                    .map_err(io::Error::other)?,
            );
        }
    }
    let mut body = Vec::new();
    let cap = match want {
        Some(n) if n > BODY_LIMIT => return Err(io::Error::other("boast")),
        Some(n) => n,
        None => BODY_LIMIT + 1,
    };
    while body.len() < cap {
        let got = r.fill_buf().await?;
        if got.is_empty() {
            if want.is_some() {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            break;
        }
        let take = got.len().min(cap - body.len());
        body.extend_from_slice(&got[..take]);
        r.consume(take);
    }
    if body.len() > BODY_LIMIT {
        return Err(io::Error::other("long"));
    }
    Ok(Response { status, body })
}
