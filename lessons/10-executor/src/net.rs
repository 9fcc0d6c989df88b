//! TCP, as far as an example needs it: connect, accept, read and write.
//!
//! Each operation is the same loop: try; if that would block, wait for the socket to change,
//! and try again. Reading and writing take `&self`, so one task can read while another
//! writes.

use crate::{current, event_loop::Core, reactor::Watch};
use mio::{Token, event::Source};
use std::io::{self, ErrorKind, Read, Write};
use std::{fmt, net::SocketAddr, ops::Deref, rc::Rc};

/// A socket that its loop watches over. Dropping it closes it.
///
/// It derefs to mio's socket, for addresses, options and `shutdown`.
///
/// # Panics
///
/// If it is made or waited for outside of its loop.
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
    /// Listens at `address`; at port 0, the system chooses one.
    ///
    /// # Errors
    ///
    /// If the system refuses, for instance because the port is taken.
    #[track_caller]
    pub fn bind(address: SocketAddr) -> io::Result<Self> {
        Self::new(mio::net::TcpListener::bind(address)?)
    }

    /// Waits for the next connection, and who has made it.
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
    /// Connects to `address`. It takes no name: to look one up would block the loop.
    ///
    /// # Errors
    ///
    /// If nobody listens there, or the system refuses.
    pub async fn connect(address: SocketAddr) -> io::Result<Self> {
        let stream = Self::new(mio::net::TcpStream::connect(address)?)?;
        let is_connected = |it: &mio::net::TcpStream| match it.take_error()? {
            Some(error) => Err(error),
            // Until it is connected, it has no peer.
            None => it.peer_addr().map_err(|error| match error.kind() {
                ErrorKind::NotConnected => ErrorKind::WouldBlock.into(),
                _ => error,
            }),
        };
        stream.attempt(is_connected).await.map(|_| stream)
    }

    /// Waits for bytes; 0 of them at the end of the stream, or if `buffer` is empty.
    ///
    /// # Errors
    ///
    /// If the connection is broken.
    pub async fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.watch.is_drained.get() {
            current::assert_is(&self.core, "a socket");
            self.watch.change().await;
        }
        let wanted = buffer.len();
        let read = self.attempt(|mut it| it.read(buffer)).await?;
        // If fewer came than were wanted, there are no more, and the next attempt can be
        // spared: epoll and kqueue tell when there are (epoll(7), question 9). Windows wants
        // to see it block.
        let is_drained = cfg!(unix) && 0 < read && read < wanted;
        self.watch.is_drained.set(is_drained && !self.watch.is_closed.get());
        Ok(read)
    }

    /// Writes some of `bytes`, when one at least fits; how many it did.
    ///
    /// # Errors
    ///
    /// If the connection is broken.
    pub async fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        self.attempt(|mut it| it.write(bytes)).await
    }

    /// Writes all of `bytes`. Dropped before its end, it has written some.
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
        let (token, watch) = core.reactor.borrow_mut().register(&mut io)?;
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
        self.core.reactor.borrow_mut().deregister(&mut self.io, self.token);
    }
}
