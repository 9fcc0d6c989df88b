//! misconception: loop-asks-round
//! The thread checks every millisecond instead of sleeping until something arrives.

use mio::{Events, Interest, Poll, Token, net::TcpStream};
use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, HashMap, HashSet},
    future::poll_fn,
    io::{self, Read},
    rc::Rc,
    task::{self, Waker},
    time::{Duration, Instant},
};

type Waiting = Rc<RefCell<HashMap<Token, Waker>>>;

pub struct Reactor {
    poll: RefCell<Poll>,
    next: Cell<usize>,
    waiting: Waiting,
}

pub struct Socket {
    stream: TcpStream,
    token: Token,
    waiting: Waiting,
}

impl Reactor {
    pub fn new() -> io::Result<Self> {
        Ok(Self {
            poll: RefCell::new(Poll::new()?),
            next: Cell::new(0),
            waiting: Waiting::default(),
        })
    }

    pub fn register(&self, mut stream: TcpStream) -> io::Result<Socket> {
        let token = Token(self.next.get());
        self.next.set(token.0 + 1);
        let poll = self.poll.borrow();
        poll.registry().register(&mut stream, token, Interest::READABLE)?;
        Ok(Socket { stream, token, waiting: Rc::clone(&self.waiting) })
    }

    pub fn turn(&self, timeout: Option<Duration>) -> io::Result<()> {
        let start = Instant::now();
        let mut events = Events::with_capacity(64);
        loop {
            self.poll.borrow_mut().poll(&mut events, Some(Duration::ZERO))?;
            if !events.is_empty()
                || timeout.is_some_and(|timeout| start.elapsed() >= timeout)
            {
                break;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        for event in &events {
            let waker = self.waiting.borrow_mut().remove(&event.token());
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
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                let old = self
                    .waiting
                    .borrow_mut()
                    .insert(self.token, context.waker().clone());
                drop(old);
                task::Poll::Pending
            }
            result => task::Poll::Ready(result),
        })
        .await
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        let old = self.waiting.borrow_mut().remove(&self.token);
        drop(old);
    }
}
