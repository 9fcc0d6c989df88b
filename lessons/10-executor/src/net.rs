//! Just enough TCP for the examples: connect, accept, read, and write.
//!
//! Each operation is the same loop: try; if that would block, wait until the socket changes,
//! and try again. Reading and writing take `&self`, so one task can read while another task
//! writes.

use crate::{current, event_loop::Core};
use crate::{reactor::Reactor, reactor::Watch};
use mio::{Token, event::Source};
use std::io::{self, ErrorKind, Read, Write};
use std::{fmt, net::SocketAddr, ops::Deref, rc::Rc};

/// A socket that is registered with its loop. Dropping it closes it.
///
/// It derefs to mio's socket, for addresses, options, and `shutdown`.
///
/// # Panics
///
/// If it is created outside a loop, or used outside the loop that it was created on.
pub struct Socket<S: Source> {
    io: S,
    token: Token,
    watch: Rc<Watch>,
    core: Rc<Core>,
}

/// Accepts connections.
pub type TcpListener = Socket<mio::net::TcpListener>;

/// A connection.
pub type TcpStream = Socket<mio::net::TcpStream>;

impl TcpListener {
    /// Listens at `address`. For port 0, the system chooses a port.
    ///
    /// # Errors
    ///
    /// If the system refuses, for instance because the port is taken.
    #[track_caller]
    pub fn bind(address: SocketAddr) -> io::Result<Self> {
        Self::new(mio::net::TcpListener::bind(address)?)
    }

    /// Waits for the next connection. Returns it with its peer's address.
    ///
    /// # Errors
    ///
    /// If the system refuses, for instance because too many files are open.
    pub async fn accept(&self) -> io::Result<(TcpStream, SocketAddr)> {
        let (stream, peer) = self.attempt(mio::net::TcpListener::accept).await?;
        Ok((Socket::new(stream)?, peer))
    }
}

impl TcpStream {
    /// Connects to `address`. It does not take a host name, because looking one up would block
    /// the loop.
    ///
    /// # Errors
    ///
    /// If no program listens there, or the system refuses.
    pub async fn connect(address: SocketAddr) -> io::Result<Self> {
        let stream = Self::new(mio::net::TcpStream::connect(address)?)?;
        let is_connected = |it: &mio::net::TcpStream| match it.take_error()? {
            Some(error) => Err(error),
            // A socket has no peer until it is connected.
            None => it.peer_addr().map_err(|error| match error.kind() {
                ErrorKind::NotConnected => ErrorKind::WouldBlock.into(),
                _ => error,
            }),
        };
        stream.attempt(is_connected).await.map(|_| stream)
    }

    /// Waits for bytes, and returns how many it has read: 0 at the end of the stream, or if
    /// `buffer` is empty.
    ///
    /// # Errors
    ///
    /// If the connection is broken.
    pub async fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        self.attempt(|mut it| it.read(buffer)).await
    }

    /// Waits until at least one byte fits, writes some of `bytes`, and returns how many.
    ///
    /// # Errors
    ///
    /// If the connection is broken.
    pub async fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        self.attempt(|mut it| it.write(bytes)).await
    }

    /// Writes all of `bytes`. If this future is dropped early, it may have written some.
    ///
    /// # Errors
    ///
    /// If the connection is broken.
    pub async fn write_all(&self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            bytes = &bytes[self.write(bytes).await?..];
        }
        Ok(())
    }
}

impl<S: Source> Socket<S> {
    #[track_caller]
    fn new(mut io: S) -> io::Result<Self> {
        let core = current::get("a socket");
        let mut reactor = core.reactor.borrow_mut();
        if reactor.is_none() {
            let (opened, unparker) = Reactor::new()?;
            core.mailbox.unpark_with(unparker);
            *reactor = Some(opened);
        }
        let opened = reactor.as_mut().expect("it was opened above");
        let (token, watch) = opened.register(&mut io)?;
        drop(reactor);
        Ok(Self { io, token, watch, core })
    }

    /// Tries `operation` until it does not block.
    async fn attempt<T>(
        &self,
        mut operation: impl FnMut(&S) -> io::Result<T>,
    ) -> io::Result<T> {
        loop {
            current::assert_is(&self.core, "a socket");
            match operation(&self.io).map_err(|error| (error.kind(), error)) {
                Err((ErrorKind::WouldBlock, _)) => self.watch.change().await,
                Err((ErrorKind::Interrupted, _)) => {}
                result => return result.map_err(|(_, error)| error),
            }
        }
    }
}

impl<S: Source + fmt::Debug> fmt::Debug for Socket<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.io.fmt(f)
    }
}

impl<S: Source> Deref for Socket<S> {
    type Target = S;

    fn deref(&self) -> &S {
        &self.io
    }
}

impl<S: Source> Drop for Socket<S> {
    fn drop(&mut self) {
        // The reactor of a loop that has ended is closed.
        if let Some(reactor) = &mut *self.core.reactor.borrow_mut() {
            reactor.deregister(&mut self.io, self.token);
        }
    }
}
