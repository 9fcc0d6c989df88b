//! Step 4: timers.
//!
//! A sleep stores its waker in the timers, which are sorted by deadline. When no
//! task is ready, the loop parks until the first timer is due: it sleeps if the
//! clock is real, and sets the clock to that deadline if it is virtual. A sleep that
//! is dropped removes its waker.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, Instant};

/// Runs tasks on one thread. All clones refer to the same loop.
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

/// This many tasks are waiting, none is ready, and no timer is set.
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
            self.park()?;
            let due = self.timers.borrow_mut().take_due();
            due.into_iter().for_each(Waker::wake);
        }
    }

    /// Waits until a task is ready or the first timer is due.
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

    /// The time on this loop's clock.
    pub(crate) fn now(&self) -> Duration {
        self.timers.borrow().now()
    }

    /// The number of timers that are set.
    pub(crate) fn timers(&self) -> usize {
        self.timers.borrow().waiting.len()
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
#[derive(Default)]
struct ReadyQueue {
    ids: Mutex<VecDeque<TaskId>>,
    filled: Condvar,
}

impl ReadyQueue {
    /// Pushes the task's id, unless it is already there: two wakes, one poll.
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

    /// Sleeps until there is a task in the queue, or for `limit`.
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
