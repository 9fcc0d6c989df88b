//! # A waker that wakes
//!
//! **build, 15 minutes**
//!
//! `run` is a complete event loop, except for its wakers. It polls the tasks in its
//! ready queue in order, and parks its thread when the queue is empty.
//!
//! Write the waker: a type that implements `std::task::Wake`, turned into a `Waker`
//! with `Waker::from(Arc::new(…))`. Waking a task pushes its id onto the ready queue,
//! unless the id is already there, and unparks the loop's thread. A waker may be
//! called on any thread.
//!
//! **Given:** the loop. You may change anything except the signature of `run`.
//!
//! ```
//! type ReadyQueue = Mutex<VecDeque<usize>>;
//! pub fn run(tasks: Vec<Task>);
//! fn waker(id: usize, ready: &Arc<ReadyQueue>) -> Waker; // yours
//! ```
//!
//! **Judged:** with tasks that wake themselves, wake each other, or are woken by
//! other threads:
//!
//! - One or more wakes before a task's next poll lead to exactly one poll. They may
//!   come through any of the task's wakers, even one from an earlier poll. A wake
//!   during a poll leads to one more poll.
//! - Tasks are polled in the order of their wakes, on the thread that called `run`,
//!   and never inside a wake.
//! - A task that was not woken is not polled. While no task is ready, the thread
//!   sleeps: in 250 ms, it may wake up once.
//! - A wake ends that sleep: of 8 such wakes, the fastest leads to a poll in less than
//!   50 ms.
//! - Waking a task does nothing if the task is done or `run` has returned.
//!
//! **Taught in:** lessons/10-executor, "An event loop, by hand".

use std::{
    collections::VecDeque,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Waker},
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
    // TODO: make a waker that queues `id`, unless it is queued, and unparks the loop.
    todo!("a waker for task {id}")
}
