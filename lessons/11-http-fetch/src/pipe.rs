//! A server without sockets: it uses pipes in memory, so its time can be virtual.

use crate::http::END_OF_HEAD;
use crate::pages::{answer, asked_for, delay};
use std::io;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use tokio::time::sleep;

/// Connects to a server that waits for as long as its page takes, and then answers.
pub(crate) fn connect() -> DuplexStream {
    let (client, server) = duplex(1024);
    tokio::spawn(async move {
        let (mut server, page) = accept(server).await?;
        sleep(delay(page)).await;
        server.write_all(answer(page).as_bytes()).await
    });
    client
}

/// Connects to a server that answers in three pieces, a tenth of a second apart.
pub(crate) fn connect_to_pieces() -> DuplexStream {
    let (client, server) = duplex(1024);
    tokio::spawn(async move {
        let (mut server, page) = accept(server).await?;
        let answer = answer(page);
        let (first, rest) = answer.split_at(20);
        let (second, third) = rest.split_at(rest.len() - 3);
        for piece in [first, second, third] {
            sleep(Duration::from_millis(100)).await;
            server.write_all(piece.as_bytes()).await?;
        }
        Ok::<_, io::Error>(())
    });
    client
}

/// Reads a request to its end.
async fn accept(mut server: DuplexStream) -> io::Result<(DuplexStream, u64)> {
    let mut request = Vec::new();
    while !request.ends_with(END_OF_HEAD.as_bytes()) {
        request.push(server.read_u8().await?);
    }
    let page = asked_for(&String::from_utf8_lossy(&request));
    Ok((server, page))
}
