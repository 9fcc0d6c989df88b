//! A socket is registered only while a read waits for it, each time under a new
//! token. After a registration, the system reports what is already there. A guard
//! ends the registration, even if the read is dropped.

use mio::{Events, Interest, Poll, Token, net::TcpStream};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    future::poll_fn,
    io::{self, ErrorKind, Read},
    rc::Rc,
    task::{self, Waker},
    time::Duration,
};

pub struct Reactor(Rc<Shared>);

struct Shared {
    poll: RefCell<Poll>,
    tokens: Cell<usize>,
    waiting: RefCell<BTreeMap<Token, Option<Waker>>>,
}

pub struct Socket {
    stream: RefCell<TcpStream>,
    shared: Rc<Shared>,
}

impl Reactor {
    pub fn new() -> io::Result<Self> {
        Ok(Self(Rc::new(Shared {
            poll: RefCell::new(Poll::new()?),
            tokens: Cell::new(0),
            waiting: RefCell::default(),
        })))
    }

    pub fn register(&self, stream: TcpStream) -> io::Result<Socket> {
        let shared = Rc::clone(&self.0);
        Ok(Socket { stream: RefCell::new(stream), shared })
    }

    pub fn turn(&self, timeout: Option<Duration>) -> io::Result<()> {
        let mut events = Events::with_capacity(8);
        self.0.poll.borrow_mut().poll(&mut events, timeout)?;
        for event in &events {
            let mut waiting = self.0.waiting.borrow_mut();
            // The token has been removed if its read was woken or dropped.
            let waker = waiting.remove(&event.token()).flatten();
            drop(waiting);
            if let Some(waker) = waker {
                waker.wake();
            }
        }
        Ok(())
    }
}

impl Socket {
    pub async fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.stream.borrow_mut().read(buffer);
            match read {
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    self.readable().await?;
                }
                read => return read,
            }
        }
    }

    async fn readable(&self) -> io::Result<()> {
        let registration = Registration::new(self)?;
        poll_fn(|context| {
            let mut waiting = self.shared.waiting.borrow_mut();
            match waiting.get_mut(&registration.token) {
                Some(waker) => {
                    *waker = Some(context.waker().clone());
                    task::Poll::Pending
                }
                None => task::Poll::Ready(Ok(())),
            }
        })
        .await
    }
}

struct Registration<'a> {
    socket: &'a Socket,
    token: Token,
}

impl<'a> Registration<'a> {
    fn new(socket: &'a Socket) -> io::Result<Self> {
        let shared = &socket.shared;
        let token = Token(shared.tokens.get());
        shared.tokens.set(token.0 + 1);
        let poll = shared.poll.borrow();
        let mut stream = socket.stream.borrow_mut();
        poll.registry().register(&mut *stream, token, Interest::READABLE)?;
        shared.waiting.borrow_mut().insert(token, None);
        Ok(Self { socket, token })
    }
}

impl Drop for Registration<'_> {
    fn drop(&mut self) {
        let shared = &self.socket.shared;
        shared.waiting.borrow_mut().remove(&self.token);
        let poll = shared.poll.borrow();
        let mut stream = self.socket.stream.borrow_mut();
        // This fails only if the socket is not registered.
        let _ = poll.registry().deregister(&mut *stream);
    }
}
