//! # A waker that wakes                                       build, 15 minutes
//!
//! `run` is a whole event loop. It polls the tasks that stand in its ready queue,
//! one after the other, and parks its thread when nobody stands there. It lacks
//! only the wakers. A waker has its task's id put into the queue, unless it stands
//! there already, and gets the loop out of its park, whatever thread that is called
//! on. Make one: a type of your own, `impl std::task::Wake` for it, and
//! `Waker::from(Arc::new(…))`. What does the type have to know?
//!
//! Given: the loop. You may change it, too; only the signature of `run` must stay.
//! Judged with tasks that wake themselves and each other, and are woken by other
//! threads. However often a task is woken, and by whichever of its wakers, also by
//! that of an earlier poll, one poll follows; a wake during a poll asks for one
//! more. Tasks are polled in the order of their wakes, on the thread that called
//! `run`, and never inside of a wake. Nobody else is polled, and while nobody is,
//! the thread sleeps. To wake a task that is done, or whose `run` has returned, does
//! nothing.
//! Taught in lessons/10-executor, "An event loop, by hand".

use std::{
    collections::VecDeque,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Waker},
    thread,
};

type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The ids of the tasks that are to be polled, the next one in front.
type ReadyQueue = Mutex<VecDeque<usize>>;

/// Polls the tasks until all of them are done. A task's id is its place in the
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

/// A waker of the task `id`. The loop calls this on its own thread.
fn waker(id: usize, ready: &Arc<ReadyQueue>) -> Waker {
    // TODO: make a waker that puts `id` into the queue once, and unparks the loop.
    todo!("a waker of task {id}")
}
