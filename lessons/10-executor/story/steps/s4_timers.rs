//! Step 4: timers.
//!
//! A sleep leaves its waker with the timers, which are in the order of their deadlines. When
//! nobody is ready, the loop parks until the first of them is due: on the real clock it
//! sleeps, on the virtual one it sets the clock. A sleep that is dropped takes its waker back.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, Instant};

/// Runs tasks on one thread. Its clones are the same loop.
#[derive(Clone)]
pub(crate) struct EventLoop {
    tasks: Rc<RefCell<Tasks>>,
    ready: Arc<ReadyQueue>,
    timers: Rc<RefCell<Timers>>,
}

type TaskId = usize;
type Task = Pin<Box<dyn Future<Output = ()>>>;

#[derive(Default)]
struct Tasks {
    spawned: usize,
    waiting: BTreeMap<TaskId, Task>,
}

/// All tasks wait, and there is no timer that could wake one; so many tasks.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Deadlock(pub(crate) usize);

impl EventLoop {
    pub(crate) fn new(clock: Clock) -> Self {
        let timers = Timers { clock, count: 0, waiting: BTreeMap::new() };
        Self {
            tasks: Rc::default(),
            ready: Arc::default(),
            timers: Rc::new(RefCell::new(timers)),
        }
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
            self.park()?;
            let due = self.timers.borrow_mut().take_due();
            due.into_iter().for_each(Waker::wake);
        }
    }

    /// Waits until a task is ready, or the first timer is due.
    fn park(&self) -> Result<(), Deadlock> {
        let mut timers = self.timers.borrow_mut();
        let first = timers.waiting.first_key_value().map(|((due, _), _)| *due);
        let now = timers.now();
        if let Clock::Real(_) = timers.clock {
            self.ready.wait(first.map(|due| due.saturating_sub(now)));
        } else if self.ready.len() == 0 {
            let waiting = self.tasks.borrow().waiting.len();
            timers.clock = Clock::Virtual(first.ok_or(Deadlock(waiting))?);
        }
        Ok(())
    }

    /// What time it is on this loop, since it was made.
    pub(crate) fn now(&self) -> Duration {
        self.timers.borrow().now()
    }

    /// How many timers are set.
    pub(crate) fn timers(&self) -> usize {
        self.timers.borrow().waiting.len()
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
#[derive(Default)]
struct ReadyQueue {
    ids: Mutex<VecDeque<TaskId>>,
    filled: Condvar,
}

impl ReadyQueue {
    /// Puts the task into the queue, unless it is there already: two wakes, one poll.
    fn push(&self, id: TaskId) {
        let mut ids = lock(&self.ids);
        if !ids.contains(&id) {
            ids.push_back(id);
            self.filled.notify_one();
        }
    }

    fn pop(&self) -> Option<TaskId> {
        lock(&self.ids).pop_front()
    }

    fn len(&self) -> usize {
        lock(&self.ids).len()
    }

    /// Sleeps until a task is in the queue, or for `limit`.
    fn wait(&self, limit: Option<Duration>) {
        let (ids, limit) = (lock(&self.ids), limit.unwrap_or(Duration::MAX));
        drop(self.filled.wait_timeout_while(ids, limit, |ids| ids.is_empty()));
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
