//! misconception: waking-myself-is-waiting
//! The future wakes itself to be polled again, and doesn't need the reactor at all.

use mio::{Events, Interest, Poll, Token, net::TcpStream};
use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    future::poll_fn,
    io::{self, ErrorKind, Read},
    rc::Rc,
    task::{self, Waker},
    time::Duration,
};

pub struct Reactor(Rc<Shared>);

pub struct Socket {
    stream: TcpStream,
    token: Token,
    shared: Rc<Shared>,
}

struct Shared {
    poll: RefCell<Poll>,
    /// The token for the next socket.
    next: Cell<usize>,
    waiting: RefCell<HashMap<Token, Waker>>,
}

impl Reactor {
    pub fn new() -> io::Result<Self> {
        Ok(Self(Rc::new(Shared {
            poll: RefCell::new(Poll::new()?),
            next: Cell::new(0),
            waiting: RefCell::default(),
        })))
    }

    /// Registers `stream` under a new token. From now on, the system reports what
    /// arrives on this socket.
    pub fn register(&self, mut stream: TcpStream) -> io::Result<Socket> {
        let token = Token(self.0.next.get());
        self.0.next.set(token.0 + 1);
        let poll = self.0.poll.borrow();
        poll.registry().register(&mut stream, token, Interest::READABLE)?;
        Ok(Socket { stream, token, shared: Rc::clone(&self.0) })
    }

    pub fn turn(&self, timeout: Option<Duration>) -> io::Result<()> {
        let mut events = Events::with_capacity(64);
        match self.0.poll.borrow_mut().poll(&mut events, timeout) {
            Err(error) if error.kind() == ErrorKind::Interrupted => return Ok(()),
            polled => polled?,
        }
        for event in &events {
            let waker = self.0.waiting.borrow_mut().remove(&event.token());
            if let Some(waker) = waker {
                waker.wake();
            }
        }
        Ok(())
    }
}

impl Socket {
    pub async fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        poll_fn(|context| match (&self.stream).read(buffer) {
            Err(error) if error.kind() == ErrorKind::WouldBlock => {
                context.waker().wake_by_ref();
                task::Poll::Pending
            }
            read => task::Poll::Ready(read),
        })
        .await
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.shared.waiting.borrow_mut().remove(&self.token);
        let poll = self.shared.poll.borrow();
        // The socket is about to be closed, whether or not this succeeds.
        let _ = poll.registry().deregister(&mut self.stream);
    }
}
