//! The reactor: sleeps until a socket changes, and knows who waits for which.
//!
//! The system tells of a change once ("edge-triggered"): it says that bytes came, and not
//! again that they are still there. So whoever wants some tries first, and waits for a change
//! when that would block.

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
    pub(crate) sockets: HashMap<Token, Rc<Watch>>,
    /// No token is given twice: an event that comes late is nobody else's. 0 is the bell's.
    last: Token,
}

impl Reactor {
    pub(crate) fn new() -> io::Result<(Self, mio::Waker)> {
        let (poll, events, last) =
            (Poll::new()?, Events::with_capacity(256), Token(0));
        let bell = mio::Waker::new(poll.registry(), last)?;
        Ok((Self { poll, events, sockets: HashMap::new(), last }, bell))
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
        // It fails for a socket that the system has dropped by itself.
        let _ = self.poll.registry().deregister(io);
    }

    pub(crate) fn is_waited_for(&self) -> bool {
        let mut waiting = self.sockets.values().map(|it| it.waiting.borrow());
        waiting.any(|it| it.iter().any(|it| it.strong_count() > 0))
    }

    /// Sleeps until something changes, or for `limit`; whom to wake for it.
    pub(crate) fn turn(&mut self, limit: Option<Duration>) -> Vec<Waker> {
        match self.poll.poll(&mut self.events, limit) {
            // A signal came; the loop turns again.
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                return Vec::new();
            }
            polled => polled.expect("the system waits for what it has registered"),
        }
        let mut woken = Vec::new();
        for event in &self.events {
            // The bell has done what it is for: the sleep is over.
            let Some(watch) = self.sockets.get(&event.token()) else { continue };
            watch.is_drained.set(false);
            if event.is_read_closed() {
                watch.is_closed.set(true);
            }
            let waiting = watch.waiting.take();
            woken.extend(waiting.iter().filter_map(|it| it.upgrade()?.take()));
        }
        woken
    }
}

/// What is known of a socket.
#[derive(Default)]
pub(crate) struct Watch {
    /// There will be no change any more.
    pub(crate) is_closed: Cell<bool>,
    /// All that had come was read: only a change can bring more.
    pub(crate) is_drained: Cell<bool>,
    /// Whoever is dropped while they wait drops their waker.
    waiting: RefCell<Vec<Weak<Cell<Option<Waker>>>>>,
}

impl Watch {
    /// Waits for the next change.
    pub(crate) async fn change(&self) {
        let waiter = Rc::new(Cell::new(None));
        let mut is_waiting = false;
        poll_fn(|cx| {
            // The reactor takes the waker when there is a change.
            if is_waiting && waiter.take().is_none() {
                return task::Poll::Ready(());
            }
            // Whoever polls may have another waker each time; the newest counts.
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
