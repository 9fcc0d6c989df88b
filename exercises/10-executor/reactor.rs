//! # A reactor
//!
//! **build, 25 minutes**
//!
//! No program can compute when bytes will come over a socket. But it can ask the system
//! to tell it, and let the thread sleep until then. The part of an event loop that does
//! so is its reactor. Write its two halves:
//!
//! - `read` returns what has come. If nothing has come, it waits.
//! - `turn` is called by the loop when no task is ready. It sleeps until something has
//!   come or `timeout` is over (`None`: for as long as it takes), and wakes the tasks
//!   that wait for what has come.
//!
//! Add the fields that you need to both structs. The four functions and their
//! parameters must stay.
//!
//! **Given:** `std::io::Read` for `&TcpStream`, and mio's `Poll`.
//! - `(&self.stream).read(buffer)` never blocks. An error of the kind `WouldBlock` says
//!   that there is nothing now, and `Ok(0)` that nothing will come anymore.
//! - `poll.poll(&mut events, timeout)` sleeps, and fills `events`, a `mio::Events`. The
//!   `token()` of each event is that of a registered socket. An event says that
//!   something has come, and says it once.
//!
//! **Judged:** on real sockets between this machine and itself:
//! - Everything that is sent arrives, and so does the end, with buffers of any size and
//!   on many sockets.
//! - A read that is woken although there is nothing to read waits again.
//! - Only the reads whose sockets have something are woken.
//! - While nothing comes, the thread sleeps.
//! - Wakers of dropped reads and dropped sockets do not pile up.
//!
//! On each socket, only one read waits at a time.
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
        todo!("sleep until a socket is ready, and wake what waits for it")
    }
}

impl Socket {
    pub async fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        todo!("up to {} bytes, as soon as there are any", buffer.len())
    }
}
