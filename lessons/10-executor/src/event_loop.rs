//! The loop: it polls the tasks that are ready, parks when no task is ready, and wakes
//! the tasks whose timer or socket is ready.

use crate::clock::{Clock, Moment};
use crate::contain::contain;
use crate::tasks::{Entry, Polled, Tasks};
use crate::waker::{Mailbox, TaskWaker};
use crate::{current, deadlock::Deadlock};
use crate::{reactor::Reactor, sleep::Timers};
use std::cell::{Cell, RefCell};
use std::sync::{Arc, atomic::AtomicBool};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};
use std::{panic::Location, pin::pin, rc::Rc};

/// The most polls before the loop checks timers and sockets.
const POLLS_A_TURN: usize = 64;

/// One day, because macOS refuses to sleep for years. If the loop wakes up early, it
/// parks again.
const LONGEST_PARK: Duration = Duration::from_hours(24);

/// How often a loop with the virtual clock checks whether the last waker outside the
/// loop has been dropped. Wakes don't have to wait for this check.
const DEADLOCK_CHECK: Duration = Duration::from_millis(50);

/// Runs `future` and the tasks that it spawns until `future` is ready, with the machine's
/// clock.
///
/// # Panics
///
/// If a loop already runs on this thread.
#[track_caller]
pub fn block_on<F: Future>(future: F) -> F::Output {
    let output = run(Clock::Real(Instant::now()), future);
    output.unwrap_or_else(|_| {
        unreachable!("with the real clock, a loop never reports a deadlock")
    })
}

/// Runs `future` and the tasks that it spawns until `future` is ready, with a virtual
/// clock. That clock does not move while a task is ready. When no task is ready, it
/// jumps to the next timer, so hours of sleep take no time.
///
/// Sockets and other threads still run in real time. The loop checks them before its
/// clock jumps. If no timer is set, the loop sleeps for as long as a task waits for a
/// socket, or code outside the loop may wake a task.
///
/// # Errors
///
/// [`Deadlock`] if nothing can wake a task anymore: no task is ready, no timer is set, no task
/// waits for a socket, and the only wakers are in the handles of tasks.
///
/// # Panics
///
/// If a loop already runs on this thread.
#[track_caller]
pub fn block_on_virtual<F: Future>(future: F) -> Result<F::Output, Deadlock> {
    run(Clock::Virtual(Cell::default()), future)
}

#[track_caller]
fn run<F: Future>(clock: Clock, future: F) -> Result<F::Output, Deadlock> {
    let core = Rc::new(Core::new(clock));
    let _running = Running { current: Some(current::enter(&core)), core: &core };
    let mut main = pin!(future);
    let waker = core.new_waker(Location::caller());
    let main_waker = Waker::from(Arc::clone(&waker));
    core.tasks.borrow_mut().insert(Entry { polled: Polled::Main, waker });
    loop {
        // The tasks that are ready now. A task that becomes ready during these polls is
        // polled in the next turn.
        let polls = core.tasks.borrow().ready().min(POLLS_A_TURN);
        core.tasks.borrow().look_ahead(polls);
        for _ in 0..polls {
            // Done before each poll, so that a wake by another thread before the poll
            // and a wake by this thread lead to a single poll.
            core.take_mail();
            let next = core.tasks.borrow_mut().next();
            let Some((id, polled)) = next else { continue };
            match polled {
                Polled::Main => {
                    let mut cx = Context::from_waker(&main_waker);
                    if let Poll::Ready(output) = main.as_mut().poll(&mut cx) {
                        return Ok(output);
                    }
                }
                Polled::Task(task) => {
                    if task.poll().is_ready() {
                        let entry = core.tasks.borrow_mut().remove(id);
                        // If the handle is gone, this drops the output.
                        contain(move || drop((entry, task)));
                    }
                }
            }
        }
        core.park()?;
        core.fire_timers();
    }
}

/// The parts of a loop.
pub(crate) struct Core {
    pub(crate) clock: Clock,
    pub(crate) tasks: RefCell<Tasks>,
    pub(crate) timers: RefCell<Timers>,
    pub(crate) sleeps: Cell<u64>,
    /// `None` until the first socket is created, and after the end of the loop, so that only
    /// loops with sockets have file descriptors.
    pub(crate) reactor: RefCell<Option<Reactor>>,
    pub(crate) mailbox: Arc<Mailbox>,
}

impl Core {
    fn new(clock: Clock) -> Self {
        Self {
            clock,
            tasks: RefCell::default(),
            timers: RefCell::default(),
            sleeps: Cell::default(),
            reactor: RefCell::default(),
            mailbox: Arc::default(),
        }
    }

    /// The waker of the next task.
    pub(crate) fn new_waker(
        &self,
        spawned_at: &'static Location<'static>,
    ) -> Arc<TaskWaker> {
        let id = self.tasks.borrow().next_id();
        let (mailbox, is_mailed) =
            (Arc::clone(&self.mailbox), AtomicBool::new(false));
        Arc::new(TaskWaker { id, spawned_at, mailbox, is_mailed })
    }

    /// Parks until there may be something to do. If a task is already ready, it only
    /// checks sockets and the mailbox.
    fn park(&self) -> Result<(), Deadlock> {
        if !self.is_idle() {
            self.look();
            return Ok(());
        }
        let first =
            || self.timers.borrow().first_key_value().map(|((due, _), _)| *due);
        let wait =
            |due: Moment| Duration::from_nanos(due.saturating_sub(self.clock.now()));
        let limit = match &self.clock {
            Clock::Real(_) => first().map_or(LONGEST_PARK, wait).min(LONGEST_PARK),
            Clock::Virtual(now) => {
                self.look();
                if !self.is_idle() {
                    return Ok(());
                }
                if let Some(due) = first() {
                    now.set(due);
                    return Ok(());
                }
                if self.waits_for_a_socket() {
                    LONGEST_PARK
                } else if self.tasks.borrow().can_be_woken_from_outside() {
                    DEADLOCK_CHECK
                } else {
                    let waiting = self.tasks.borrow().waiting();
                    return Err(Deadlock { waiting });
                }
            }
        };
        self.sleep(limit);
        Ok(())
    }

    fn is_idle(&self) -> bool {
        self.tasks.borrow().ready() == 0
    }

    fn waits_for_a_socket(&self) -> bool {
        self.reactor.borrow().as_ref().is_some_and(Reactor::is_waited_for)
    }

    /// Checks for ready sockets and for wakes by other threads, without sleeping.
    fn look(&self) {
        if self.reactor.borrow().as_ref().is_some_and(Reactor::has_sockets) {
            self.wait_for_sockets(Duration::ZERO);
        }
        self.take_mail();
    }

    /// Sleeps until a socket is ready or another thread wakes a task, but no longer than
    /// `limit`.
    fn sleep(&self, limit: Duration) {
        if self.reactor.borrow().is_some() {
            self.wait_for_sockets(limit);
        } else {
            self.mailbox.wait(limit);
        }
        self.take_mail();
    }

    fn wait_for_sockets(&self, limit: Duration) {
        let mut reactor = self.reactor.borrow_mut();
        let woken = reactor.as_mut().map(|it| it.turn(limit)).unwrap_or_default();
        // The borrow ends first, because a waker may run user code that uses the loop.
        drop(reactor);
        wake_all(woken);
    }

    fn take_mail(&self) {
        if self.mailbox.has_mail() {
            let woken = self.mailbox.take();
            woken.into_iter().for_each(|id| self.tasks.borrow_mut().wake(id));
        }
    }

    fn fire_timers(&self) {
        if !self.timers.borrow().is_empty() {
            let due = ..=(self.clock.now(), u64::MAX);
            let fired: Vec<_> =
                self.timers.borrow_mut().extract_if(due, |_, _| true).collect();
            wake_all(fired.into_iter().map(|(_, waker)| waker));
        }
    }
}

fn wake_all(woken: impl IntoIterator<Item = Waker>) {
    woken.into_iter().for_each(|waker| contain(move || waker.wake()));
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
        let left = self.core.tasks.borrow_mut().take_all();
        for entry in left {
            if let Polled::Task(task) = &entry.polled {
                task.cancel();
            }
            contain(move || drop(entry));
        }
        // From here on, wakers, handles, and sleeps that remain hold no file descriptor.
        self.core.mailbox.close();
        let reactor = self.core.reactor.take();
        drop(reactor);
    }
}
