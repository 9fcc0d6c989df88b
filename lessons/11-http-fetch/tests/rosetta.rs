//! What `rosetta.md` says about streams of bytes, with a test for each claim.
//!
//! A `duplex` is a pipe in memory. The argument is the number of bytes that fit into
//! the pipe.

use std::{io::ErrorKind, time::Duration};
use tokio::{
    io::{
        AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, BufWriter, duplex,
    },
    time::timeout,
};

const LIMIT: Duration = Duration::from_secs(1);

#[tokio::test]
async fn write_writes_only_what_there_is_room_for() {
    let (mut client, _server) = duplex(4);
    assert_eq!(client.write(b"GET /7").await.unwrap(), 4);
}

#[tokio::test(start_paused = true)]
async fn write_all_waits_for_room() {
    let (mut client, mut server) = duplex(4);
    assert!(timeout(LIMIT, client.write_all(b"GET /7")).await.is_err());
    server.read_exact(&mut [0; 4]).await.unwrap();
    assert!(timeout(LIMIT, client.write_all(b"/7")).await.is_ok());
}

#[tokio::test]
async fn a_dropped_buf_writer_discards_what_was_not_flushed() {
    let (client, mut server) = duplex(64);
    let mut client = BufWriter::new(client);
    client.write_all(b"flushed").await.unwrap();
    client.flush().await.unwrap();
    client.write_all(b", and not").await.unwrap();
    drop(client);
    let mut read = String::new();
    server.read_to_string(&mut read).await.unwrap();
    assert_eq!(read, "flushed");
}

#[tokio::test(start_paused = true)]
async fn a_dropped_read_exact_has_consumed_what_came() {
    let (mut client, mut server) = duplex(64);
    server.write_all(b"th").await.unwrap();
    assert!(timeout(LIMIT, client.read_exact(&mut [0; 5])).await.is_err());
    server.write_all(b"ere").await.unwrap();
    let mut read = [0; 5];
    let length = client.read(&mut read).await.unwrap();
    assert_eq!(&read[..length], b"ere");
}

#[tokio::test]
async fn read_exact_returns_unexpected_eof_at_an_early_end() {
    let error = (&b"th"[..]).read_exact(&mut [0; 5]).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedEof);
}

#[tokio::test]
async fn read_line_has_no_limit_without_take() {
    let endless = vec![b'a'; 1 << 20];
    let mut line = String::new();
    BufReader::new(&*endless).read_line(&mut line).await.unwrap();
    assert_eq!(line.len(), 1 << 20);
    line.clear();
    BufReader::new(endless.take(100)).read_line(&mut line).await.unwrap();
    assert_eq!(line.len(), 100);
}

#[cfg(unix)]
#[tokio::test]
async fn a_unix_listener_fails_to_bind_to_an_existing_file() {
    use tokio::net::UnixListener;
    let name = format!("rosetta-{}.sock", std::process::id());
    let path = std::env::temp_dir().join(name);
    drop(UnixListener::bind(&path).unwrap());
    let again = UnixListener::bind(&path).map(drop);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(again.unwrap_err().kind(), ErrorKind::AddrInUse);
}
