//! Step 3: a ready queue.
//!
//! Many futures, each in a task that the loop keeps. A waker does not ring for the whole loop
//! any more: it puts the id of its task into the ready queue, and who is not in it is not
//! polled. A task leaves its output where its handle finds it.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

/// Runs tasks on one thread. Its clones are the same loop.
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
    /// Runs `future` until it is ready, and the other tasks meanwhile. Those that are left are
    /// dropped.
    pub(crate) fn block_on<T: 'static>(
        &self,
        future: impl Future<Output = T> + 'static,
    ) -> T {
        let main = self.spawn(future);
        loop {
            self.poll_who_is_ready();
            if let Some(output) = main.0.output.take() {
                let left = std::mem::take(&mut self.tasks.borrow_mut().waiting);
                drop(left);
                return output;
            }
            self.ready.wait();
        }
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

    /// Sleeps until a task is in the queue.
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
