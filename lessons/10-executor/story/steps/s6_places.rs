//! Step 6: places and a mailbox.
//!
//! Step 5 does three things at each wake that a fast loop avoids: it locks the ready queue,
//! searches it, and unparks its own thread. Here, a task has a place, which knows whether the
//! task is queued. A wake on the loop's thread finds the queue in a thread-local variable. Only
//! wakes by other threads go through a mailbox, with a lock.
//!
//! A place is reused after its task is done. Its counter is part of the task's id, so
//! an old waker does not wake the new task. A task keeps one waker for all its polls.

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
    mailbox: Arc<Mailbox>,
    timers: Rc<RefCell<Timers>>,
    reactor: Rc<RefCell<Reactor>>,
}

type Task = Pin<Box<dyn Future<Output = ()>>>;

/// Identifies a task until it is done.
#[derive(Clone, Copy)]
struct TaskId {
    /// The index of the task's place.
    place: usize,
    /// How many tasks have been in this place before.
    reuse: usize,
}

/// The places of all tasks, and the queue of those to poll. Only the loop's thread uses this.
#[derive(Default)]
struct Tasks {
    queue: VecDeque<TaskId>,
    places: Vec<Place>,
    free: Vec<usize>,
}

#[derive(Default)]
struct Place {
    reuse: usize,
    is_queued: bool,
    /// `None` if this place is free. The task is taken out during its poll.
    waker: Option<Waker>,
    task: Option<Task>,
}

impl Tasks {
    /// Stores a task in a free place, and pushes its id.
    fn insert(&mut self, task: Task, mailbox: &Arc<Mailbox>) {
        let place = self.free.pop().unwrap_or_else(|| {
            self.places.push(Place::default());
            self.places.len() - 1
        });
        let kept = &mut self.places[place];
        let id = TaskId { place, reuse: kept.reuse };
        let waker = TaskWaker { id, mailbox: Arc::clone(mailbox) };
        kept.waker = Some(Waker::from(Arc::new(waker)));
        kept.task = Some(task);
        self.push(id);
    }

    /// Frees the place of a task that is done.
    fn remove(&mut self, id: TaskId) {
        let reuse = id.reuse + 1;
        self.places[id.place] = Place { reuse, ..Place::default() };
        self.free.push(id.place);
    }

    /// Takes out all tasks, and frees their places.
    fn take_all(&mut self) -> Vec<Task> {
        self.queue.clear();
        let mut tasks = Vec::new();
        for place in 0..self.places.len() {
            let kept = &mut self.places[place];
            if kept.waker.is_some() {
                // A task that panics is not in its place.
                tasks.extend(kept.task.take());
                let reuse = kept.reuse;
                self.remove(TaskId { place, reuse });
            }
        }
        tasks
    }

    /// Pushes the task's id, unless it is already there or the task is done. The place
    /// knows whether it is there, so the queue is not searched.
    fn push(&mut self, id: TaskId) {
        if let Some(place) = self.place(id)
            && !std::mem::replace(&mut place.is_queued, true)
        {
            self.queue.push_back(id);
        }
    }

    /// The first task in the queue, unless it has finished since it was woken.
    fn pop(&mut self) -> Option<(TaskId, Task, Waker)> {
        let id = self.queue.pop_front()?;
        let place = self.place(id)?;
        // Cleared before the poll, so that a wake during the poll pushes the id again.
        place.is_queued = false;
        Some((id, place.task.take()?, place.waker.clone()?))
    }

    fn place(&mut self, id: TaskId) -> Option<&mut Place> {
        self.places.get_mut(id.place).filter(|it| it.reuse == id.reuse)
    }

    fn waiting(&self) -> usize {
        self.places.len() - self.free.len()
    }
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
            mailbox: Arc::new(Mailbox { ids: Mutex::default(), unparker }),
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
        let _running = Running::new(self);
        let main = self.spawn(future);
        loop {
            self.poll_ready_tasks();
            if let Some(output) = main.0.output.take() {
                return Ok(output);
            }
            self.take_mail();
            let limit = self.limit()?;
            let ready = self.reactor.borrow_mut().turn(limit);
            ready.into_iter().for_each(Waker::wake);
            self.take_mail();
            let due = self.timers.borrow_mut().take_due();
            due.into_iter().for_each(Waker::wake);
        }
    }

    /// How long the loop may sleep. `None` means until an event arrives.
    fn limit(&self) -> Result<Option<Duration>, Deadlock> {
        let mut timers = self.timers.borrow_mut();
        if !self.tasks.borrow().queue.is_empty() {
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
                Err(Deadlock(self.tasks.borrow().waiting()))
            }
        }
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
        let task = Box::pin(async move { slot.fill(future.await) });
        self.tasks.borrow_mut().insert(task, &self.mailbox);
        handle
    }

    /// Polls the tasks that are ready now. A task that becomes ready during these polls is
    /// left for the next call.
    fn poll_ready_tasks(&self) {
        let ready = self.tasks.borrow().queue.len();
        for _ in 0..ready {
            let next = self.tasks.borrow_mut().pop();
            let Some((id, mut task, waker)) = next else { continue };
            if task.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
                self.tasks.borrow_mut().places[id.place].task = Some(task);
            } else {
                self.tasks.borrow_mut().remove(id);
            }
        }
    }

    /// Pushes the ids of the tasks that other threads have woken.
    fn take_mail(&self) {
        let ids = std::mem::take(&mut *lock(&self.mailbox.ids));
        ids.into_iter().for_each(|id| self.tasks.borrow_mut().push(id));
    }

    /// The number of wakes in the mailbox.
    pub(crate) fn mail(&self) -> usize {
        lock(&self.mailbox.ids).len()
    }
}

thread_local! {
    /// The loop that runs on this thread.
    static CURRENT: RefCell<Option<EventLoop>> = const { RefCell::new(None) };
}

/// Makes a loop the current one, until `block_on` ends. Then, it drops the remaining tasks.
struct Running<'a> {
    event_loop: &'a EventLoop,
    outer: Option<EventLoop>,
}

impl<'a> Running<'a> {
    fn new(event_loop: &'a EventLoop) -> Self {
        Self { event_loop, outer: CURRENT.replace(Some(event_loop.clone())) }
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        CURRENT.set(self.outer.take());
        let left = self.event_loop.tasks.borrow_mut().take_all();
        // After the borrow has ended, because a destructor may use the loop.
        drop(left);
    }
}

/// The ids of the tasks that other threads have woken.
struct Mailbox {
    ids: Mutex<Vec<TaskId>>,
    unparker: mio::Waker,
}

struct TaskWaker {
    id: TaskId,
    mailbox: Arc<Mailbox>,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let is_here = CURRENT.try_with(|current| {
            let current = current.borrow();
            let own = current
                .as_ref()
                .filter(|it| Arc::ptr_eq(&it.mailbox, &self.mailbox));
            own.map(|it| it.tasks.borrow_mut().push(self.id)).is_some()
        });
        // A thread that is exiting may have destroyed the variable. It runs no loop.
        if !is_here.unwrap_or(false) {
            lock(&self.mailbox.ids).push(self.id);
            let unparked = self.mailbox.unparker.wake();
            unparked.expect("the loop's thread can be unparked");
        }
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
