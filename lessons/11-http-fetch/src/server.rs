//! A server on loopback, at a port that the system chooses.
//!
//! It uses no async code: each connection has its own thread, which blocks.

use crate::http::END_OF_HEAD;
use crate::pages::{answer, asked_for, delay};
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::thread::{self, Builder};

/// Serves until the program ends.
pub(crate) fn serve() -> io::Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = listener.local_addr()?;
    Builder::new().name("server".to_owned()).spawn(move || {
        for stream in listener.incoming().flatten() {
            // If no thread can be started, the connection is closed, and the client
            // gets an error.
            Builder::new().spawn(move || reply(&stream)).ok();
        }
    })?;
    Ok(address)
}

/// Reads the whole request first: closing a socket with unread bytes resets the
/// connection.
fn reply(mut stream: &TcpStream) -> io::Result<()> {
    let mut request = Vec::new();
    while !request.ends_with(END_OF_HEAD.as_bytes()) {
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        request.extend(byte);
    }
    let page = asked_for(&String::from_utf8_lossy(&request));
    thread::sleep(delay(page));
    stream.write_all(answer(page).as_bytes())
}
