//! The queue and its condition variable belong together: pushing an id notifies the
//! thread that waits for one.

use std::{
    collections::VecDeque,
    pin::Pin,
    sync::{Arc, Condvar, Mutex},
    task::{Context, Wake, Waker},
};

type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

#[derive(Default)]
struct ReadyQueue {
    ids: Mutex<VecDeque<usize>>,
    more: Condvar,
}

impl ReadyQueue {
    fn push(&self, id: usize) {
        let mut ids = self.ids.lock().unwrap();
        if ids.contains(&id) {
            return;
        }
        ids.push_back(id);
        self.more.notify_one();
    }

    fn pop(&self) -> usize {
        let ids = self.ids.lock().unwrap();
        let mut ids = self.more.wait_while(ids, |ids| ids.is_empty()).unwrap();
        ids.pop_front().expect("it has just not been empty")
    }
}

struct TaskWaker(usize, Arc<ReadyQueue>);

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        self.1.push(self.0);
    }
}

pub fn run(tasks: Vec<Task>) {
    let ready = Arc::new(ReadyQueue::default());
    let mut left = tasks.len();
    let mut tasks: Vec<_> = tasks
        .into_iter()
        .enumerate()
        .map(|(id, task)| {
            ready.push(id);
            (Waker::from(Arc::new(TaskWaker(id, Arc::clone(&ready)))), Some(task))
        })
        .collect();
    while left > 0 {
        let (waker, task) = &mut tasks[ready.pop()];
        let done = task.as_mut().is_some_and(|it| {
            it.as_mut().poll(&mut Context::from_waker(waker)).is_ready()
        });
        if done {
            *task = None;
            left -= 1;
        }
    }
}
