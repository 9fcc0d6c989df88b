//! Step 5: a reactor.
//!
//! The loop parks in the operating system's event queue, through mio. An event of a socket
//! ends that sleep, and so do the first timer and a wake from another thread. A task tries an
//! operation first; if it would block, the task stores its waker in the reactor.

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

/// Runs tasks on one thread. All clones refer to the same loop.
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

/// This many tasks are waiting, none is ready, and none waits for a timer or a socket.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Deadlock(pub(crate) usize);

impl EventLoop {
    pub(crate) fn new(clock: Clock) -> io::Result<Self> {
        let timers = Timers { clock, count: 0, waiting: BTreeMap::new() };
        let queue = mio::Poll::new()?;
        let unparker = mio::Waker::new(queue.registry(), UNPARK)?;
        let events = Events::with_capacity(64);
        let reactor =
            Reactor { queue, events, count: UNPARK.0, waiting: BTreeMap::new() };
        Ok(Self {
            tasks: Rc::default(),
            ready: Arc::new(ReadyQueue { ids: Mutex::default(), unparker }),
            timers: Rc::new(RefCell::new(timers)),
            reactor: Rc::new(RefCell::new(reactor)),
        })
    }

    /// Runs `future` until it is ready, along with the other tasks. Tasks that remain are
    /// dropped, however this ends.
    pub(crate) fn block_on<T: 'static>(
        &self,
        future: impl Future<Output = T> + 'static,
    ) -> Result<T, Deadlock> {
        let _running = Running(self);
        let main = self.spawn(future);
        loop {
            self.poll_ready_tasks();
            if let Some(output) = main.0.output.take() {
                return Ok(output);
            }
            let limit = self.limit()?;
            let ready = self.reactor.borrow_mut().turn(limit);
            ready.into_iter().for_each(Waker::wake);
            let due = self.timers.borrow_mut().take_due();
            due.into_iter().for_each(Waker::wake);
        }
    }

    /// How long the loop may sleep. `None` means until an event arrives.
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

    /// The time on this loop's clock.
    pub(crate) fn now(&self) -> Duration {
        self.timers.borrow().now()
    }

    /// Completes once `duration` has passed since this call.
    pub(crate) fn sleep(&self, duration: Duration) -> Sleep {
        let mut timers = self.timers.borrow_mut();
        timers.count += 1;
        let deadline = (timers.now().saturating_add(duration), timers.count);
        Sleep { deadline, timers: Rc::clone(&self.timers) }
    }

    /// Makes `future` a task of this loop.
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

    /// Polls the tasks that are ready now. A task that becomes ready during these polls is
    /// left for the next call.
    fn poll_ready_tasks(&self) {
        for _ in 0..self.ready.len() {
            let Some(id) = self.ready.pop() else { return };
            // Taken out during the poll, because the task may spawn others.
            let task = self.tasks.borrow_mut().waiting.remove(&id);
            // It may have finished since it was woken.
            let Some(mut task) = task else { continue };
            let ready = Arc::clone(&self.ready);
            let waker = Waker::from(Arc::new(TaskWaker { id, ready }));
            if task.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
                self.tasks.borrow_mut().waiting.insert(id, task);
            }
        }
    }
}

/// Drops the remaining tasks when `block_on` ends, even if a panic ends it.
struct Running<'a>(&'a EventLoop);

impl Drop for Running<'_> {
    fn drop(&mut self) {
        let left = std::mem::take(&mut self.0.tasks.borrow_mut().waiting);
        // After the borrow has ended, because a destructor may use the loop.
        drop(left);
    }
}

/// The ids of the tasks to poll, in the order of their wakes.
struct ReadyQueue {
    ids: Mutex<VecDeque<TaskId>>,
    unparker: mio::Waker,
}

impl ReadyQueue {
    /// Pushes the task's id, unless it is already there: two wakes, one poll.
    fn push(&self, id: TaskId) {
        let mut ids = lock(&self.ids);
        if !ids.contains(&id) {
            ids.push_back(id);
            self.unparker.wake().expect("the loop's thread can be unparked");
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

/// The machine's clock, or a virtual clock that the loop sets.
pub(crate) enum Clock {
    Real(Instant),
    Virtual(Duration),
}

/// The wakers of all sleeps, sorted by deadline. Sleeps with the same deadline are woken in
/// the order in which they were created.
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

/// Waits for its deadline. Dropping it removes its timer.
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

/// The wakers of the tasks that wait for sockets. The token [`UNPARK`] is not a socket's.
struct Reactor {
    queue: mio::Poll,
    events: Events,
    count: usize,
    waiting: BTreeMap<Token, Waker>,
}

const UNPARK: Token = Token(0);

impl Reactor {
    /// Sleeps until an event arrives, or for `limit`. Returns the wakers of the
    /// tasks that waited for these events.
    fn turn(&mut self, limit: Option<Duration>) -> Vec<Waker> {
        match self.queue.poll(&mut self.events, limit) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {
                return Vec::new();
            }
            polled => polled.expect("the system can wait for registered sockets"),
        }
        let token = |event: &mio::event::Event| event.token();
        self.events
            .iter()
            .map(token)
            .filter_map(|it| self.waiting.remove(&it))
            .collect()
    }
}

/// A connection. Only one task at a time may wait for it.
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
            // A socket has no peer until it is connected.
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

    /// Tries `operation` until it does not block. Between tries, it waits for an event of
    /// the socket.
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
        // This fails if the system no longer has the socket registered, and that is fine.
        let _ = reactor.queue.registry().deregister(&mut self.io);
    }
}

/// Waits for a task's output. Dropping the handle does not stop the task.
pub(crate) struct JoinHandle<T>(Rc<Slot<T>>);

/// Where a task stores its output, and the waker it calls then.
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
