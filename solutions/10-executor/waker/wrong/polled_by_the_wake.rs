//! misconception: a-wake-is-a-poll
//! The waker has the task, so it polls the task right away.

use std::{
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Wake, Waker},
    thread::{self, Thread},
};

type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

struct Woken {
    task: Mutex<Option<Task>>,
    thread: Thread,
}

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        let waker = Waker::from(self.clone());
        let mut slot = self.task.lock().unwrap();
        let done = slot.as_mut().is_some_and(|task| {
            task.as_mut().poll(&mut Context::from_waker(&waker)).is_ready()
        });
        if done {
            *slot = None;
            self.thread.unpark();
        }
    }
}

pub fn run(tasks: Vec<Task>) {
    let tasks: Vec<_> = tasks
        .into_iter()
        .map(|task| {
            let (task, thread) = (Mutex::new(Some(task)), thread::current());
            Arc::new(Woken { task, thread })
        })
        .collect();
    tasks.iter().for_each(|it| it.clone().wake());
    while tasks.iter().any(|it| it.task.lock().unwrap().is_some()) {
        thread::park();
    }
}
