//! A set says which tasks are in the queue. Both are under one lock, and an id
//! leaves both at the same time. Each poll gets a new waker, and all wakers of a
//! task are alike. A wake that finds its task already in the set doesn't have to
//! unpark the thread, because the earlier wake does that.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Wake, Waker},
    thread::{self, Thread},
};

type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

#[derive(Default)]
struct Ready {
    queue: VecDeque<usize>,
    marks: HashSet<usize>,
}

/// Polls the tasks until all of them are done. A task's id is its index in the
/// list.
pub fn run(tasks: Vec<Task>) {
    let ready = Arc::new(Mutex::new(Ready::default()));
    let mut running: HashMap<usize, Task> = tasks.into_iter().enumerate().collect();
    let waker = |id| {
        let (ready, thread) = (ready.clone(), thread::current());
        Waker::from(Arc::new(TaskWaker { id, ready, thread }))
    };
    (0..running.len()).for_each(|id| waker(id).wake());
    while !running.is_empty() {
        let next = {
            let mut ready = ready.lock().unwrap();
            let next = ready.queue.pop_front();
            next.inspect(|id| assert!(ready.marks.remove(id)))
        };
        match next {
            None => thread::park(),
            Some(id) => {
                let waker = waker(id);
                let context = &mut Context::from_waker(&waker);
                let done = running
                    .get_mut(&id)
                    .is_some_and(|task| task.as_mut().poll(context).is_ready());
                if done {
                    running.remove(&id);
                }
            }
        }
    }
}

struct TaskWaker {
    id: usize,
    ready: Arc<Mutex<Ready>>,
    thread: Thread,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        let mut ready = self.ready.lock().unwrap();
        if ready.marks.insert(self.id) {
            ready.queue.push_back(self.id);
            self.thread.unpark();
        }
    }
}
