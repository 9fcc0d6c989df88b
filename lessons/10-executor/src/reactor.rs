//! The reactor: it sleeps until a socket changes, and knows which task waits for which socket.
//! A loop opens it for its first socket.
//!
//! Events are edge-triggered: the system reports once that bytes have arrived, but not
//! that they are still there. So an operation tries first, and waits for a change only
//! if it would block.

use mio::{Events, Interest, Poll, Token, event::Source};
use std::cell::{Cell, RefCell};
use std::mem;
use std::rc::{Rc, Weak};
use std::{
    collections::HashMap, future::poll_fn, io, task, task::Waker, time::Duration,
};

pub(crate) struct Reactor {
    poll: Poll,
    events: Events,
    sockets: HashMap<Token, Rc<Watch>>,
    /// The latest token. Tokens are never reused, so a late event cannot reach another socket.
    /// Token 0 is the unparker's.
    last: Token,
}

impl Reactor {
    pub(crate) fn new() -> io::Result<(Self, mio::Waker)> {
        let (poll, events, last) =
            (Poll::new()?, Events::with_capacity(256), Token(0));
        let unparker = mio::Waker::new(poll.registry(), last)?;
        Ok((Self { poll, events, sockets: HashMap::new(), last }, unparker))
    }

    pub(crate) fn register(
        &mut self,
        io: &mut impl Source,
    ) -> io::Result<(Token, Rc<Watch>)> {
        self.last.0 += 1;
        let both = Interest::READABLE | Interest::WRITABLE;
        self.poll.registry().register(io, self.last, both)?;
        let watch = Rc::new(Watch::default());
        self.sockets.insert(self.last, Rc::clone(&watch));
        Ok((self.last, watch))
    }

    pub(crate) fn deregister(&mut self, io: &mut impl Source, token: Token) {
        self.sockets.remove(&token);
        // This fails if the system no longer has the socket registered, and that is fine.
        let _ = self.poll.registry().deregister(io);
    }

    pub(crate) fn has_sockets(&self) -> bool {
        !self.sockets.is_empty()
    }

    pub(crate) fn is_waited_for(&self) -> bool {
        let mut waiting = self.sockets.values().map(|it| it.waiting.borrow());
        waiting.any(|it| it.iter().any(|it| it.strong_count() > 0))
    }

    /// Sleeps until an event arrives, but no longer than `limit`. Returns the wakers
    /// of the tasks that waited for the sockets that have changed.
    pub(crate) fn turn(&mut self, limit: Duration) -> Vec<Waker> {
        match self.poll.poll(&mut self.events, Some(limit)) {
            // A signal arrived. The loop continues its turn.
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                return Vec::new();
            }
            polled => polled.expect("the system can wait for registered sockets"),
        }
        let mut woken = Vec::new();
        for event in &self.events {
            // An event without a socket is from the unparker, which has ended the
            // sleep, or from a socket that is gone.
            let Some(watch) = self.sockets.get(&event.token()) else { continue };
            let waiting = watch.waiting.take();
            woken.extend(waiting.iter().filter_map(|it| it.upgrade()?.take()));
        }
        woken
    }
}

/// The tasks that wait for a socket.
#[derive(Default)]
pub(crate) struct Watch {
    /// The wakers of the tasks that wait for a change. They are weak: a future that
    /// is dropped while it waits takes its waker with it.
    waiting: RefCell<Vec<Weak<Cell<Option<Waker>>>>>,
}

impl Watch {
    /// Waits for the next event of this socket.
    pub(crate) async fn change(&self) {
        let waiter = Rc::new(Cell::new(None));
        let mut is_waiting = false;
        poll_fn(|cx| {
            // The reactor has taken the waker, so the socket has changed.
            if is_waiting && waiter.take().is_none() {
                return task::Poll::Ready(());
            }
            // Each poll may pass a different waker, and only the latest one counts.
            waiter.set(Some(cx.waker().clone()));
            if !mem::replace(&mut is_waiting, true) {
                let mut waiting = self.waiting.borrow_mut();
                waiting.retain(|it| it.strong_count() > 0);
                waiting.push(Rc::downgrade(&waiter));
            }
            task::Poll::Pending
        })
        .await;
    }
}
