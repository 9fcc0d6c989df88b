//! tests-failed: `turn(Some(
//! The timeout is slept first, and then `poll` reports what has arrived meanwhile.
//! All bytes are read, but late: they don't end the sleep.

use mio::{Events, Interest, Poll, Token, net::TcpStream};
use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    future::poll_fn,
    io::{self, Read},
    rc::Rc,
    task::{self, Waker},
    time::Duration,
};

type Wakers = Rc<RefCell<HashMap<Token, Waker>>>;

pub struct Reactor {
    poll: RefCell<Poll>,
    /// The token of the next socket.
    next: Cell<usize>,
    wakers: Wakers,
}

pub struct Socket {
    stream: TcpStream,
    token: Token,
    wakers: Wakers,
}

impl Reactor {
    pub fn new() -> io::Result<Self> {
        let poll = RefCell::new(Poll::new()?);
        Ok(Self { poll, next: Cell::new(0), wakers: Wakers::default() })
    }

    /// Registers `stream` under a new token. From now on, the system reports what
    /// arrives there.
    pub fn register(&self, mut stream: TcpStream) -> io::Result<Socket> {
        let token = Token(self.next.get());
        self.next.set(token.0 + 1);
        let poll = self.poll.borrow();
        poll.registry().register(&mut stream, token, Interest::READABLE)?;
        Ok(Socket { stream, token, wakers: Rc::clone(&self.wakers) })
    }

    pub fn turn(&self, timeout: Option<Duration>) -> io::Result<()> {
        let mut events = Events::with_capacity(256);
        let timeout = timeout.map(|time| {
            std::thread::sleep(time);
            Duration::ZERO
        });
        match self.poll.borrow_mut().poll(&mut events, timeout) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                return Ok(());
            }
            result => result?,
        }
        for event in &events {
            let waker = self.wakers.borrow_mut().remove(&event.token());
            if let Some(waker) = waker {
                waker.wake();
            }
        }
        Ok(())
    }
}

/// Removes the waker of a read that is dropped.
struct Cleanup<'a>(&'a Socket);

impl Drop for Cleanup<'_> {
    fn drop(&mut self) {
        let waker = self.0.wakers.borrow_mut().remove(&self.0.token);
        drop(waker);
    }
}

impl Socket {
    pub async fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        let _cleanup = Cleanup(self);
        poll_fn(|context| match (&self.stream).read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                let waker = context.waker().clone();
                self.wakers.borrow_mut().insert(self.token, waker);
                task::Poll::Pending
            }
            result => task::Poll::Ready(result),
        })
        .await
    }
}
