//! The client in two versions: the same lines, with and without `.await`.

use crate::http::{Response, request};
use std::io;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// Gives the thread back while nothing can be written or read.
pub(crate) async fn get<S>(mut stream: S, page: u64) -> io::Result<Response>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    stream.write_all(request(page).as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Response::parse(&answer)
}

/// Blocks the thread while nothing can be written or read.
pub(crate) fn get_blocking<S>(mut stream: S, page: u64) -> io::Result<Response>
where
    S: io::Read + io::Write,
{
    stream.write_all(request(page).as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Response::parse(&answer)
}
