//! A server on loopback with ten pages, one of them slow.
//!
//! It does not use our loop: it blocks, with one thread for each connection.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

pub(crate) const PAGES: u64 = 10;
pub(crate) const SLOW: u64 = 3;

/// Starts the server on a port that the system chooses. It runs until the program ends.
pub(crate) fn serve() -> io::Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = listener.local_addr()?;
    thread::Builder::new().name("server".to_owned()).spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || answer(&stream));
        }
    })?;
    Ok(address)
}

/// How long the server waits before it answers with a page.
fn delay(page: u64) -> Duration {
    Duration::from_millis(if page == SLOW { 500 } else { 40 })
}

fn answer(mut stream: &TcpStream) -> io::Result<()> {
    let mut request = String::new();
    BufReader::new(stream).read_line(&mut request)?;
    let page = request.split(['/', ' ']).find_map(|word| word.parse().ok());
    let page = page.unwrap_or_default();
    thread::sleep(delay(page));
    write!(stream, "HTTP/1.0 200 OK\r\n\r\npage {page}")
}
