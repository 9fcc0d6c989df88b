//! tests-failed: a task of an earlier run
//!
//! The queue is a static, so the wakers don't need a reference to it, and each run
//! refills it. But a late wake by a waker of an earlier run then reaches a task of
//! the next run that has the same id.

use std::{
    collections::VecDeque,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Wake, Waker},
    thread::{self, Thread},
};

type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

static READY: Mutex<VecDeque<usize>> = Mutex::new(VecDeque::new());

struct TaskWaker {
    id: usize,
    thread: Thread,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        let mut queue = READY.lock().unwrap();
        if !queue.contains(&self.id) {
            queue.push_back(self.id);
        }
        drop(queue);
        self.thread.unpark();
    }
}

fn waker(id: usize) -> Waker {
    Waker::from(Arc::new(TaskWaker { id, thread: thread::current() }))
}

pub fn run(tasks: Vec<Task>) {
    *READY.lock().unwrap() = (0..tasks.len()).collect();
    let wakers: Vec<_> = (0..tasks.len()).map(waker).collect();
    let mut tasks: Vec<_> = tasks.into_iter().map(Some).collect();
    while tasks.iter().any(Option::is_some) {
        let next = READY.lock().unwrap().pop_front();
        let Some(id) = next else {
            thread::park();
            continue;
        };
        if let Some(Some(task)) = tasks.get_mut(id) {
            let mut context = Context::from_waker(&wakers[id]);
            if task.as_mut().poll(&mut context).is_ready() {
                tasks[id] = None;
            }
        }
    }
}
