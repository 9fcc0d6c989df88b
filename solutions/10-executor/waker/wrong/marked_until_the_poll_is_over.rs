//! misconception: a-poll-answers-its-wakes
//! The mark is cleared after the poll, because by then the wake has led to a poll.
//! But a wake during the poll is lost.

use std::{
    collections::VecDeque,
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
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
    let marks: Vec<_> =
        (0..tasks.len()).map(|_| Arc::new(AtomicBool::new(true))).collect();
    let wakers: Vec<_> =
        (0..tasks.len()).map(|id| waker(id, &ready, &marks[id])).collect();
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
            marks[id].store(false, Ordering::SeqCst);
        }
    }
}

/// Makes a waker for the task `id`. The loop calls this on its own thread.
fn waker(id: usize, ready: &Arc<ReadyQueue>, mark: &Arc<AtomicBool>) -> Waker {
    let (ready, mark) = (Arc::clone(ready), Arc::clone(mark));
    Waker::from(Arc::new(TaskWaker { id, mark, ready, sleeper: thread::current() }))
}

struct TaskWaker {
    id: usize,
    /// True while the task is in the queue.
    mark: Arc<AtomicBool>,
    ready: Arc<ReadyQueue>,
    /// The loop's thread.
    sleeper: Thread,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        if !self.mark.swap(true, Ordering::SeqCst) {
            self.ready.lock().unwrap().push_back(self.id);
            self.sleeper.unpark();
        }
    }
}
