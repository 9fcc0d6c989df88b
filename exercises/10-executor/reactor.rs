//! # A reactor                                                build, 25 minutes
//!
//! Nobody can compute when bytes will come over a socket. But the system can be asked
//! to tell, and to let the thread sleep until then. The part of the loop that does so
//! is its reactor. Write its two halves:
//!
//! - `read` gives what has come. If there is nothing, it waits.
//! - `turn` is called by the loop when nobody is ready. It sleeps until something has
//!   come or `timeout` is over (`None`: for as long as it takes), and wakes those who
//!   wait for it.
//!
//! Give both structs the fields that you need; what stays is the four functions and
//! their parameters.
//! Given: `(&self.stream).read(buffer)`, of `std::io::Read`, never blocks. An error of
//! the kind `WouldBlock` says that there is nothing now, and `Ok(0)` that nothing will
//! come any more. mio's `poll.poll(&mut events, timeout)` sleeps, and each event has
//! the `token()` of a socket. It says that something has come, and says it once.
//! Judged on real sockets of this machine: all that is sent arrives, and the end, in
//! bites of any size and on many sockets; a wake for nothing does no harm; nobody else
//! is woken; while nothing comes, the thread sleeps; wakers of what was dropped do not
//! pile up. On each socket only one read waits at a time.
//! Taught in lessons/10-executor, "An event loop, by hand".

use mio::{Interest, Poll, Token, net::TcpStream};
use std::{
    cell::{Cell, RefCell},
    io,
    time::Duration,
};

pub struct Reactor {
    poll: RefCell<Poll>,
    /// The token of the next socket.
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

    /// From now on the system reports what comes for `stream`, under a token of its
    /// own.
    pub fn register(&self, mut stream: TcpStream) -> io::Result<Socket> {
        let token = Token(self.next.get());
        self.next.set(token.0 + 1);
        let poll = self.poll.borrow();
        poll.registry().register(&mut stream, token, Interest::READABLE)?;
        Ok(Socket { stream, token })
    }

    // TODO: let `read` wait while its socket has nothing, and let `turn` wake it.
    pub fn turn(&self, timeout: Option<Duration>) -> io::Result<()> {
        todo!("sleep until a socket is ready, and wake who waits for it")
    }
}

impl Socket {
    pub async fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        todo!("up to {} bytes, as soon as there are any", buffer.len())
    }
}
