//! The loop: it polls the tasks that are ready, parks when there is none, and wakes the
//! tasks whose timer or socket is ready.

use crate::clock::{Clock, Moment};
use crate::task::{Task, TaskId};
use crate::waker::{Mailbox, TaskWaker};
use crate::{current, deadlock::Deadlock};
use crate::{reactor::Reactor, ready::ReadyQueue, sleep::Timers};
use std::cell::{Cell, RefCell};
use std::sync::{Arc, Mutex, atomic::AtomicBool};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};
use std::{panic::Location, pin::pin, rc::Rc};

/// The most polls before the loop checks timers, sockets, and other threads.
const POLLS_A_TURN: u32 = 64;

/// One day, because macOS refuses to sleep for years. A loop that wakes up early parks again.
const LONGEST_PARK: Moment = 24 * 60 * 60 * 1_000_000_000;

/// Runs `future` and the tasks that it spawns until `future` is ready, with the machine's
/// clock.
///
/// # Panics
///
/// If a loop already runs on this thread, or if the system is out of file descriptors: the
/// loop needs a few.
#[track_caller]
pub fn block_on<F: Future>(future: F) -> F::Output {
    let output = run(Clock::Real(Instant::now()), future);
    output.unwrap_or_else(|_| {
        unreachable!("with the real clock, a loop never reports a deadlock")
    })
}

/// Runs `future` and the tasks that it spawns until `future` is ready, with a virtual clock.
/// That clock does not move while a task is ready. When none is, it jumps to the next timer,
/// so hours of sleep take no time.
///
/// Sockets and other threads still run in real time. The loop looks at them before
/// its clock jumps. If no timer is set, it sleeps for as long as a task waits for a
/// socket.
///
/// # Errors
///
/// [`Deadlock`] if no task is ready, no timer is set, and no task waits for a socket. The
/// loop cannot know whether another thread would still wake a task.
///
/// # Panics
///
/// If a loop already runs on this thread, or if the system is out of file descriptors: the
/// loop needs a few.
#[track_caller]
pub fn block_on_virtual<F: Future>(future: F) -> Result<F::Output, Deadlock> {
    run(Clock::Virtual(Cell::default()), future)
}

#[track_caller]
fn run<F: Future>(clock: Clock, future: F) -> Result<F::Output, Deadlock> {
    let core = Core::new(clock);
    let _running = Running { current: Some(current::enter(&core)), core: &core };
    let mut main = pin!(future);
    let id = core.ready.borrow_mut().reserve(Location::caller());
    let waker = core.waker(id);
    loop {
        for _ in 0..POLLS_A_TURN {
            let next = core.ready.borrow_mut().next();
            let Some((id, task)) = next else { break };
            let Some(task) = task else {
                match main.as_mut().poll(&mut Context::from_waker(&waker)) {
                    Poll::Ready(output) => return Ok(output),
                    Poll::Pending => continue,
                }
            };
            if task.poll().is_ready() {
                core.ready.borrow_mut().release(id);
                // Last, because this may drop the future, which may run foreign code that uses
                // the loop.
                task.end();
            }
        }
        core.park()?;
        core.fire_timers();
    }
}

/// The parts of a loop.
pub(crate) struct Core {
    pub(crate) clock: Clock,
    pub(crate) ready: RefCell<ReadyQueue>,
    pub(crate) timers: RefCell<Timers>,
    pub(crate) sleeps: Cell<u64>,
    pub(crate) reactor: RefCell<Reactor>,
    pub(crate) mailbox: Arc<Mailbox>,
}

impl Core {
    #[track_caller]
    fn new(clock: Clock) -> Rc<Self> {
        let reactor = Reactor::new();
        let (reactor, unparker) =
            reactor.expect("the system has file descriptors for the loop");
        let woken = Mutex::new(Some(Vec::new()));
        Rc::new(Self {
            clock,
            ready: RefCell::default(),
            timers: RefCell::default(),
            sleeps: Cell::default(),
            reactor: RefCell::new(reactor),
            mailbox: Arc::new(Mailbox { woken, unparker }),
        })
    }

    pub(crate) fn waker(&self, id: TaskId) -> Waker {
        let (mailbox, is_mailed) =
            (Arc::clone(&self.mailbox), AtomicBool::new(false));
        Waker::from(Arc::new(TaskWaker { id, mailbox, is_mailed }))
    }

    /// Parks until there may be something to do. If a task is already ready, it only
    /// checks sockets and the mailbox.
    fn park(&self) -> Result<(), Deadlock> {
        let is_idle = || self.ready.borrow().is_empty();
        let first =
            || self.timers.borrow().first_key_value().map(|((due, _), _)| *due);
        if !is_idle() {
            self.look(Some(0));
            return Ok(());
        }
        let Clock::Virtual(now) = &self.clock else {
            let wait = |due: Moment| due.saturating_sub(self.clock.now());
            self.look(first().map(|due| wait(due).min(LONGEST_PARK)));
            return Ok(());
        };
        self.look(Some(0));
        if is_idle() {
            match first() {
                Some(due) => now.set(due),
                None if self.reactor.borrow().is_waited_for() => self.look(None),
                None => {
                    return Err(Deadlock { waiting: self.ready.borrow().waiting() });
                }
            }
        }
        Ok(())
    }

    /// Checks for ready sockets and for wakes by other threads. Sleeps until there
    /// is one, but no longer than `limit`; with a limit of 0, it does not sleep.
    fn look(&self, limit: Option<Moment>) {
        let mut reactor = self.reactor.borrow_mut();
        if limit != Some(0) || !reactor.sockets.is_empty() {
            let woken = reactor.turn(limit.map(Duration::from_nanos));
            // The borrow ends first, because a waker may be foreign code that uses the loop.
            drop(reactor);
            woken.into_iter().for_each(Waker::wake);
        }
        for id in self.mailbox.empty(Some(Vec::new())) {
            self.ready.borrow_mut().wake(id);
        }
    }

    fn fire_timers(&self) {
        if !self.timers.borrow().is_empty() {
            let due = ..=(self.clock.now(), u64::MAX);
            let fired: Vec<_> =
                self.timers.borrow_mut().extract_if(due, |_, _| true).collect();
            fired.into_iter().for_each(|(_, waker)| waker.wake());
        }
    }
}

/// Drops the remaining tasks when the loop ends, even if a panic ends it.
struct Running<'a> {
    current: Option<current::Guard>,
    core: &'a Core,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        // From here on, the thread has no loop, so a task that is dropped below cannot spawn
        // others.
        self.current = None;
        let left = self.core.ready.borrow_mut().empty();
        left.into_iter().for_each(Task::end);
        self.core.mailbox.empty(None);
    }
}
