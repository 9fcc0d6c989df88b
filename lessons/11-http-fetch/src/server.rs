//! A server on loopback, at a port that the system chooses.
//!
//! It is none of our async code: a thread for each connection, which blocks.

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
            // Without room for a thread, the connection is closed: the client hears of it.
            Builder::new().spawn(move || reply(&stream)).ok();
        }
    })?;
    Ok(address)
}

/// The request is read to its end: to hang up on unread bytes would be taken for a failure.
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
