//! misconception: told-until-it-is-read
//! A read that does not fill its buffer has emptied the socket, so it seems
//! unnecessary to read until `WouldBlock`. But the end of the stream may come next,
//! and its event has already been delivered.

use mio::{Events, Interest, Poll, Token, net::TcpStream};
use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    future::poll_fn,
    io::{self, ErrorKind, Read},
    rc::{Rc, Weak},
    task::{self, Waker},
    time::Duration,
};

pub struct Reactor {
    poll: RefCell<Poll>,
    next: Cell<usize>,
    sockets: RefCell<HashMap<Token, Weak<Readiness>>>,
}

pub struct Socket {
    stream: TcpStream,
    readiness: Rc<Readiness>,
}

#[derive(Default)]
struct Readiness {
    told: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl Reactor {
    pub fn new() -> io::Result<Self> {
        Ok(Self {
            poll: RefCell::new(Poll::new()?),
            next: Cell::new(0),
            sockets: RefCell::default(),
        })
    }

    pub fn register(&self, mut stream: TcpStream) -> io::Result<Socket> {
        let token = Token(self.next.get());
        self.next.set(token.0 + 1);
        let poll = self.poll.borrow();
        poll.registry().register(&mut stream, token, Interest::READABLE)?;
        let readiness = Rc::new(Readiness::default());
        let mut sockets = self.sockets.borrow_mut();
        sockets.retain(|_, it| it.strong_count() > 0);
        sockets.insert(token, Rc::downgrade(&readiness));
        Ok(Socket { stream, readiness })
    }

    pub fn turn(&self, timeout: Option<Duration>) -> io::Result<()> {
        let mut events = Events::with_capacity(64);
        self.poll.borrow_mut().poll(&mut events, timeout)?;
        let sockets = self.sockets.borrow();
        for event in events.iter().filter(|it| it.is_readable()) {
            let socket = sockets.get(&event.token()).and_then(Weak::upgrade);
            if let Some(readiness) = socket {
                readiness.told.set(true);
                if let Some(waker) = readiness.waker.take() {
                    waker.wake();
                }
            }
        }
        Ok(())
    }
}

impl Socket {
    pub async fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        poll_fn(|context| {
            let readiness = &self.readiness;
            if readiness.told.get() {
                match (&self.stream).read(buffer) {
                    Err(error) if error.kind() == ErrorKind::WouldBlock => {
                        readiness.told.set(false);
                    }
                    read => {
                        let room = buffer.len();
                        let short = read.as_ref().is_ok_and(|it| *it < room);
                        readiness.told.set(!short);
                        return task::Poll::Ready(read);
                    }
                }
            }
            readiness.waker.replace(Some(context.waker().clone()));
            task::Poll::Pending
        })
        .await
    }
}
