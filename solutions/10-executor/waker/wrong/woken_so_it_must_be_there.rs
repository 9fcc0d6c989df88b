//! misconception: done-is-never-woken
//! An id from the queue is looked up in the table, where its task has always been so
//! far.

use std::{
    collections::{HashMap, VecDeque},
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
    let mut tasks: HashMap<_, _> = tasks.into_iter().enumerate().collect();
    while !tasks.is_empty() {
        let next = ready.lock().unwrap().pop_front();
        let Some(id) = next else {
            thread::park();
            continue;
        };
        let mut task = tasks.remove(&id).expect("it was woken");
        let mut context = Context::from_waker(&wakers[id]);
        if task.as_mut().poll(&mut context).is_pending() {
            tasks.insert(id, task);
        }
    }
}

/// Makes a waker for the task `id`. The loop calls this on its own thread.
fn waker(id: usize, ready: &Arc<ReadyQueue>) -> Waker {
    let ready = Arc::clone(ready);
    Waker::from(Arc::new(TaskWaker { id, ready, sleeper: thread::current() }))
}

struct TaskWaker {
    id: usize,
    ready: Arc<ReadyQueue>,
    /// The loop's thread.
    sleeper: Thread,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        let mut ready = self.ready.lock().unwrap();
        if !ready.contains(&self.id) {
            ready.push_back(self.id);
        }
        drop(ready);
        self.sleeper.unpark();
    }
}
