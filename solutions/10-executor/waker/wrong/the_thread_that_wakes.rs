//! misconception: queued-is-seen
//! The current thread is looked up where it is needed. But in `wake`, that's the
//! thread that calls `wake`, which is already awake.

use std::{
    collections::VecDeque,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Wake, Waker},
    thread,
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
        let next = ready.lock().unwrap().pop_front();
        let Some(id) = next else {
            thread::park();
            continue;
        };
        if let Some(task) = &mut tasks[id] {
            let mut context = Context::from_waker(&wakers[id]);
            if task.as_mut().poll(&mut context).is_ready() {
                tasks[id] = None;
            }
        }
    }
}

/// Makes a waker for the task `id`. The loop calls this on its own thread.
fn waker(id: usize, ready: &Arc<ReadyQueue>) -> Waker {
    let ready = Arc::clone(ready);
    Waker::from(Arc::new(TaskWaker { id, ready }))
}

struct TaskWaker {
    id: usize,
    ready: Arc<ReadyQueue>,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        let mut ready = self.ready.lock().unwrap();
        if !ready.contains(&self.id) {
            ready.push_back(self.id);
        }
        drop(ready);
        thread::current().unpark();
    }
}
