//! misconception: wakes-are-counted
//! All ready tasks are taken under a single lock, instead of one lock for each task.
//! But a task that hasn't been polled yet is no longer in the queue, so a wake adds
//! it a second time.

use std::{
    collections::VecDeque,
    mem,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Wake, Waker},
    thread::{self, Thread},
};

type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The ids of the tasks to poll, the next one in front.
type ReadyQueue = Mutex<VecDeque<usize>>;

/// Polls the tasks until all of them are done. A task's id is its index in the
/// list.
pub fn run(tasks: Vec<Task>) {
    let ready = Arc::new(ReadyQueue::new((0..tasks.len()).collect()));
    let wakers: Vec<_> = (0..tasks.len()).map(|id| waker(id, &ready)).collect();
    let mut tasks: Vec<_> = tasks.into_iter().map(Some).collect();
    while tasks.iter().any(Option::is_some) {
        let batch = mem::take(&mut *ready.lock().unwrap());
        if batch.is_empty() {
            thread::park();
        }
        for id in batch {
            if let Some(task) = &mut tasks[id] {
                let mut context = Context::from_waker(&wakers[id]);
                if task.as_mut().poll(&mut context).is_ready() {
                    tasks[id] = None;
                }
            }
        }
    }
}

/// Makes a waker for the task `id`. The loop calls this on its own thread.
fn waker(id: usize, ready: &Arc<ReadyQueue>) -> Waker {
    let (ready, thread) = (Arc::clone(ready), thread::current());
    Waker::from(Arc::new(TaskWaker { id, ready, thread }))
}

struct TaskWaker {
    id: usize,
    ready: Arc<ReadyQueue>,
    thread: Thread,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        let mut ready = self.ready.lock().unwrap();
        if !ready.contains(&self.id) {
            ready.push_back(self.id);
        }
        drop(ready);
        self.thread.unpark();
    }
}
