//! Step 5: a reactor.
//!
//! The loop parks in the system's own queue of events, with mio: there it hears of sockets as
//! well as of timers, and the bell that other threads ring is an event like the others. A
//! socket is tried first; if that would block, its waker waits in the reactor.

use mio::{Events, Interest, Token};
use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::future::poll_fn;
use std::io::{self, ErrorKind, Read, Write};
use std::net::SocketAddr;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, Instant};

/// Runs tasks on one thread. Its clones are the same loop.
#[derive(Clone)]
pub(crate) struct EventLoop {
    tasks: Rc<RefCell<Tasks>>,
    ready: Arc<ReadyQueue>,
    timers: Rc<RefCell<Timers>>,
    reactor: Rc<RefCell<Reactor>>,
}

type TaskId = usize;
type Task = Pin<Box<dyn Future<Output = ()>>>;

#[derive(Default)]
struct Tasks {
    spawned: usize,
    waiting: BTreeMap<TaskId, Task>,
}

/// All tasks wait, and there is no timer and no socket that could wake one; so many tasks.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Deadlock(pub(crate) usize);

impl EventLoop {
    pub(crate) fn new(clock: Clock) -> io::Result<Self> {
        let timers = Timers { clock, count: 0, waiting: BTreeMap::new() };
        let queue = mio::Poll::new()?;
        let bell = mio::Waker::new(queue.registry(), BELL)?;
        let events = Events::with_capacity(64);
        let reactor =
            Reactor { queue, events, count: BELL.0, waiting: BTreeMap::new() };
        Ok(Self {
            tasks: Rc::default(),
            ready: Arc::new(ReadyQueue { ids: Mutex::default(), bell }),
            timers: Rc::new(RefCell::new(timers)),
            reactor: Rc::new(RefCell::new(reactor)),
        })
    }

    /// Runs `future` until it is ready, and the other tasks meanwhile. Those that are left are
    /// dropped.
    pub(crate) fn block_on<T: 'static>(
        &self,
        future: impl Future<Output = T> + 'static,
    ) -> Result<T, Deadlock> {
        let main = self.spawn(future);
        loop {
            self.poll_who_is_ready();
            if let Some(output) = main.0.output.take() {
                let left = std::mem::take(&mut self.tasks.borrow_mut().waiting);
                drop(left);
                return Ok(output);
            }
            let limit = self.limit()?;
            let ready = self.reactor.borrow_mut().turn(limit);
            ready.into_iter().for_each(Waker::wake);
            let due = self.timers.borrow_mut().take_due();
            due.into_iter().for_each(Waker::wake);
        }
    }

    /// How long the loop may sleep; nothing, if it may until something happens.
    fn limit(&self) -> Result<Option<Duration>, Deadlock> {
        let mut timers = self.timers.borrow_mut();
        if self.ready.len() > 0 {
            return Ok(Some(Duration::ZERO));
        }
        let first = timers.waiting.first_key_value().map(|((due, _), _)| *due);
        match (&timers.clock, first) {
            (Clock::Real(start), first) => {
                Ok(first.map(|due| due.saturating_sub(start.elapsed())))
            }
            (Clock::Virtual(_), Some(due)) => {
                timers.clock = Clock::Virtual(due);
                Ok(Some(Duration::ZERO))
            }
            (Clock::Virtual(_), None)
                if !self.reactor.borrow().waiting.is_empty() =>
            {
                Ok(None)
            }
            (Clock::Virtual(_), None) => {
                Err(Deadlock(self.tasks.borrow().waiting.len()))
            }
        }
    }

    /// What time it is on this loop, since it was made.
    pub(crate) fn now(&self) -> Duration {
        self.timers.borrow().now()
    }

    /// Completes when `duration` has passed since this call.
    pub(crate) fn sleep(&self, duration: Duration) -> Sleep {
        let mut timers = self.timers.borrow_mut();
        timers.count += 1;
        let deadline = (timers.now() + duration, timers.count);
        Sleep { deadline, timers: Rc::clone(&self.timers) }
    }

    /// Makes a task of `future`.
    pub(crate) fn spawn<T: 'static>(
        &self,
        future: impl Future<Output = T> + 'static,
    ) -> JoinHandle<T> {
        let handle = JoinHandle(Rc::new(Slot::default()));
        let slot = Rc::clone(&handle.0);
        let mut tasks = self.tasks.borrow_mut();
        tasks.spawned += 1;
        let id = tasks.spawned;
        tasks.waiting.insert(id, Box::pin(async move { slot.fill(future.await) }));
        self.ready.push(id);
        handle
    }

    /// Polls those who are ready now. Who becomes ready meanwhile comes next time.
    fn poll_who_is_ready(&self) {
        for _ in 0..self.ready.len() {
            let Some(id) = self.ready.pop() else { return };
            // Taken out while it is polled, so that it can spawn others.
            let task = self.tasks.borrow_mut().waiting.remove(&id);
            // It may be done since it was woken.
            let Some(mut task) = task else { continue };
            let ready = Arc::clone(&self.ready);
            let waker = Waker::from(Arc::new(TaskWaker { id, ready }));
            if task.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
                self.tasks.borrow_mut().waiting.insert(id, task);
            }
        }
    }
}

/// The tasks to poll, in the order in which they were woken.
struct ReadyQueue {
    ids: Mutex<VecDeque<TaskId>>,
    bell: mio::Waker,
}

impl ReadyQueue {
    /// Puts the task into the queue, unless it is there already: two wakes, one poll.
    fn push(&self, id: TaskId) {
        let mut ids = lock(&self.ids);
        if !ids.contains(&id) {
            ids.push_back(id);
            self.bell.wake().expect("a bell can be rung as long as it exists");
        }
    }

    fn pop(&self) -> Option<TaskId> {
        lock(&self.ids).pop_front()
    }

    fn len(&self) -> usize {
        lock(&self.ids).len()
    }
}

struct TaskWaker {
    id: TaskId,
    ready: Arc<ReadyQueue>,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        self.ready.push(self.id);
    }
}

/// What time it is: the machine's time, or one that moves when we say so.
pub(crate) enum Clock {
    Real(Instant),
    Virtual(Duration),
}

/// Who is to be woken when. The first is the first to be due; those due together are woken in
/// the order in which they went to sleep.
struct Timers {
    clock: Clock,
    count: usize,
    waiting: BTreeMap<Deadline, Waker>,
}

type Deadline = (Duration, usize);

impl Timers {
    fn now(&self) -> Duration {
        match self.clock {
            Clock::Real(start) => start.elapsed(),
            Clock::Virtual(now) => now,
        }
    }

    fn take_due(&mut self) -> Vec<Waker> {
        let later = self.waiting.split_off(&(self.now(), usize::MAX));
        std::mem::replace(&mut self.waiting, later).into_values().collect()
    }
}

/// Waits for its deadline. Dropped, it leaves no timer behind.
pub(crate) struct Sleep {
    deadline: Deadline,
    timers: Rc<RefCell<Timers>>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut timers = self.timers.borrow_mut();
        if self.deadline.0 <= timers.now() {
            return Poll::Ready(());
        }
        timers.waiting.insert(self.deadline, cx.waker().clone());
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.timers.borrow_mut().waiting.remove(&self.deadline);
    }
}

/// Who waits for which socket. The bell is no socket, and nobody waits for it.
struct Reactor {
    queue: mio::Poll,
    events: Events,
    count: usize,
    waiting: BTreeMap<Token, Waker>,
}

const BELL: Token = Token(0);

impl Reactor {
    /// Sleeps until an event comes, or for `limit`; the wakers of those who wait for it.
    fn turn(&mut self, limit: Option<Duration>) -> Vec<Waker> {
        match self.queue.poll(&mut self.events, limit) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {
                return Vec::new();
            }
            polled => polled.expect("the system waits for what it has registered"),
        }
        let token = |event: &mio::event::Event| event.token();
        self.events
            .iter()
            .map(token)
            .filter_map(|it| self.waiting.remove(&it))
            .collect()
    }
}

/// A connection. One task at a time may wait for it.
pub(crate) struct TcpStream {
    io: mio::net::TcpStream,
    token: Token,
    reactor: Rc<RefCell<Reactor>>,
}

impl TcpStream {
    pub(crate) async fn connect(on: &EventLoop, to: SocketAddr) -> io::Result<Self> {
        let mut io = mio::net::TcpStream::connect(to)?;
        let token = {
            let mut reactor = on.reactor.borrow_mut();
            reactor.count += 1;
            let token = Token(reactor.count);
            let both = Interest::READABLE | Interest::WRITABLE;
            reactor.queue.registry().register(&mut io, token, both)?;
            token
        };
        let stream = Self { io, token, reactor: Rc::clone(&on.reactor) };
        let is_connected = |io: &mio::net::TcpStream| match io.take_error()? {
            Some(error) => Err(error),
            // Until it is connected, it has no peer.
            None => io.peer_addr().map_err(|error| match error.kind() {
                ErrorKind::NotConnected => ErrorKind::WouldBlock.into(),
                _ => error,
            }),
        };
        stream.attempt(is_connected).await?;
        Ok(stream)
    }

    pub(crate) async fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        self.attempt(|mut io| io.read(buffer)).await
    }

    pub(crate) async fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        self.attempt(|mut io| io.write(bytes)).await
    }

    /// Tries until it does not block. In between it waits for a change of the socket.
    async fn attempt<T>(
        &self,
        mut operation: impl FnMut(&mio::net::TcpStream) -> io::Result<T>,
    ) -> io::Result<T> {
        poll_fn(|cx| match operation(&self.io) {
            Err(error) if error.kind() == ErrorKind::WouldBlock => {
                let mut reactor = self.reactor.borrow_mut();
                reactor.waiting.insert(self.token, cx.waker().clone());
                Poll::Pending
            }
            result => Poll::Ready(result),
        })
        .await
    }
}

impl Drop for TcpStream {
    fn drop(&mut self) {
        let mut reactor = self.reactor.borrow_mut();
        reactor.waiting.remove(&self.token);
        // It fails for a socket that the system has dropped by itself.
        let _ = reactor.queue.registry().deregister(&mut self.io);
    }
}

/// Waits for a task's output. Dropped, it lets the task run on.
pub(crate) struct JoinHandle<T>(Rc<Slot<T>>);

/// Where a task leaves its output, and whom it wakes then.
struct Slot<T> {
    output: RefCell<Option<T>>,
    waker: RefCell<Option<Waker>>,
}

impl<T> Slot<T> {
    fn fill(&self, output: T) {
        self.output.replace(Some(output));
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self { output: RefCell::new(None), waker: RefCell::new(None) }
    }
}

impl<T> Future for JoinHandle<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        if let Some(output) = self.0.output.take() {
            return Poll::Ready(output);
        }
        self.0.waker.replace(Some(cx.waker().clone()));
        Poll::Pending
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
