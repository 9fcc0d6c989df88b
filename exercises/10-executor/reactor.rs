//! # A reactor
//!
//! **build, 25 minutes**
//!
//! A program cannot know when bytes will arrive at a socket. But it can ask the
//! system to report them, and let the thread sleep until then. The part of an event
//! loop that does this is its reactor. Write its two halves:
//!
//! - `read` returns the bytes that have arrived, as soon as there are any.
//! - `turn` is called by the loop when no task is ready. It sleeps until bytes
//!   have arrived or `timeout` has passed (`None`: without a limit), and wakes the
//!   tasks that wait for these bytes.
//!
//! **Given:** mio, and these functions. Add any fields to the structs. Keep the
//! signatures.
//!
//! ```
//! impl Reactor {
//!     pub fn new() -> io::Result<Self>;
//!     pub fn register(&self, stream: TcpStream) -> io::Result<Socket>;
//!     pub fn turn(&self, timeout: Option<Duration>) -> io::Result<()>; // yours
//! }
//! impl Socket {
//!     pub async fn read(&self, buffer: &mut [u8]) -> io::Result<usize>; // yours
//! }
//! ```
//!
//! - `(&self.stream).read(buffer)`, with `std::io::Read` in scope, never blocks.
//!   An error of the kind `WouldBlock` means that no bytes have arrived yet.
//!   `Ok(0)` means the end of the stream.
//! - `poll.poll(&mut events, timeout)` sleeps and fills `events`, a `mio::Events`.
//!   The `token()` of an event is that of a registered socket. An event means that
//!   something has arrived, and each event is reported only once.
//!
//! **Judged:** on real sockets that connect this machine to itself. At most one read
//! waits on each socket at a time.
//!
//! - All bytes and the end are read, even if they arrive while no read is waiting,
//!   with buffers of any size and on many sockets.
//! - A read that is woken although there is nothing to read waits again. The waker of
//!   its latest poll is called.
//! - A read is woken only if something has arrived at its socket. In 8 rounds with 5
//!   sockets, 8 needless wakes are allowed, because the system may report an event
//!   without a reason.
//! - `turn` returns when its timeout has passed: of 4 turns, at least one must end
//!   less than 50 ms later. While nothing arrives, the thread sleeps: in 250 ms,
//!   it may wake up once. `turn` may return early, also with `None`, but fewer
//!   than 20 times.
//! - After 20 reads or sockets have been dropped, at most one of their wakers is
//!   kept.
//!
//! **Taught in:** lessons/10-executor, "An event loop, by hand".

use mio::{Interest, Poll, Token, net::TcpStream};
use std::{
    cell::{Cell, RefCell},
    io,
    time::Duration,
};

pub struct Reactor {
    poll: RefCell<Poll>,
    /// The token for the next socket.
    next: Cell<usize>,
}

pub struct Socket {
    stream: TcpStream,
    token: Token,
}

impl Reactor {
    pub fn new() -> io::Result<Self> {
        Ok(Self { poll: RefCell::new(Poll::new()?), next: Cell::new(0) })
    }

    /// Registers `stream` under a new token. From now on, the system reports what
    /// arrives on this socket.
    pub fn register(&self, mut stream: TcpStream) -> io::Result<Socket> {
        let token = Token(self.next.get());
        self.next.set(token.0 + 1);
        let poll = self.poll.borrow();
        poll.registry().register(&mut stream, token, Interest::READABLE)?;
        Ok(Socket { stream, token })
    }

    // TODO: let `read` wait while its socket has nothing, and let `turn` wake it.
    pub fn turn(&self, timeout: Option<Duration>) -> io::Result<()> {
        todo!("sleep until a socket is ready, and wake the task that waits for it")
    }
}

impl Socket {
    pub async fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        todo!("up to {} bytes, as soon as there are any", buffer.len())
    }
}
