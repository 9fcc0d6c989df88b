//! Step 3: a ready queue.
//!
//! The loop keeps many futures, each in a task. A waker no longer wakes the loop as a whole:
//! it pushes its task's id onto the ready queue, and a task that is not in the queue is not
//! polled. A task stores its output where its handle finds it.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

/// Runs tasks on one thread. All clones refer to the same loop.
#[derive(Clone, Default)]
pub(crate) struct EventLoop {
    tasks: Rc<RefCell<Tasks>>,
    ready: Arc<ReadyQueue>,
}

type TaskId = usize;
type Task = Pin<Box<dyn Future<Output = ()>>>;

#[derive(Default)]
struct Tasks {
    spawned: usize,
    waiting: BTreeMap<TaskId, Task>,
}

impl EventLoop {
    /// Runs `future` until it is ready, along with the other tasks. Tasks that remain are
    /// dropped, however this ends.
    pub(crate) fn block_on<T: 'static>(
        &self,
        future: impl Future<Output = T> + 'static,
    ) -> T {
        let _running = Running(self);
        let main = self.spawn(future);
        loop {
            self.poll_ready_tasks();
            if let Some(output) = main.0.output.take() {
                return output;
            }
            self.ready.wait();
        }
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

    /// Polls the tasks that are ready now. A task that becomes ready during these
    /// polls waits for the next call.
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

    /// Sleeps until there is a task in the queue.
    fn wait(&self) {
        drop(self.filled.wait_while(lock(&self.ids), |ids| ids.is_empty()));
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
