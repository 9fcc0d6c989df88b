//! When a socket has an event, `turn` itself reads from it until `WouldBlock`, and
//! stores the bytes. `read` only returns stored bytes. This costs memory, but no
//! event is lost.

use mio::{Events, Interest, Poll, Token, net::TcpStream};
use std::{
    cell::RefCell,
    collections::VecDeque,
    future::poll_fn,
    io::{self, ErrorKind, Read},
    rc::{Rc, Weak},
    task::{self, Waker},
    time::Duration,
};

pub struct Reactor {
    poll: RefCell<Poll>,
    /// A token is an index into this list.
    sockets: RefCell<Vec<Weak<RefCell<Laid>>>>,
}

pub struct Socket(Rc<RefCell<Laid>>);

struct Laid {
    stream: TcpStream,
    aside: VecDeque<u8>,
    end: Option<io::Result<usize>>,
    waker: Option<Waker>,
}

impl Reactor {
    pub fn new() -> io::Result<Self> {
        let poll = RefCell::new(Poll::new()?);
        Ok(Self { poll, sockets: RefCell::default() })
    }

    pub fn register(&self, mut stream: TcpStream) -> io::Result<Socket> {
        let mut sockets = self.sockets.borrow_mut();
        let token = Token(sockets.len());
        let poll = self.poll.borrow();
        poll.registry().register(&mut stream, token, Interest::READABLE)?;
        let laid = Laid { stream, aside: VecDeque::new(), end: None, waker: None };
        let laid = Rc::new(RefCell::new(laid));
        sockets.push(Rc::downgrade(&laid));
        Ok(Socket(laid))
    }

    pub fn turn(&self, timeout: Option<Duration>) -> io::Result<()> {
        let mut events = Events::with_capacity(1);
        self.poll.borrow_mut().poll(&mut events, timeout)?;
        for event in &events {
            let laid = self.sockets.borrow()[event.token().0].upgrade();
            let Some(laid) = laid else { continue };
            let waker = laid.borrow_mut().take_all();
            if let Some(waker) = waker {
                waker.wake();
            }
        }
        Ok(())
    }
}

impl Laid {
    /// The waker to call if anything has arrived.
    fn take_all(&mut self) -> Option<Waker> {
        let mut bite = [0; 16];
        loop {
            match self.stream.read(&mut bite) {
                Ok(count @ 1..) => self.aside.extend(&bite[..count]),
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                end => {
                    self.end = Some(end);
                    break;
                }
            }
        }
        let came = self.end.is_some() || !self.aside.is_empty();
        if came { self.waker.take() } else { None }
    }
}

impl Socket {
    pub async fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        poll_fn(|context| {
            let mut laid = self.0.borrow_mut();
            if !laid.aside.is_empty() {
                return task::Poll::Ready(laid.aside.read(buffer));
            }
            match laid.end.take() {
                None => {
                    laid.waker = Some(context.waker().clone());
                    task::Poll::Pending
                }
                Some(end) => {
                    laid.end = end.as_ref().ok().map(|_| Ok(0));
                    task::Poll::Ready(end)
                }
            }
        })
        .await
    }
}
