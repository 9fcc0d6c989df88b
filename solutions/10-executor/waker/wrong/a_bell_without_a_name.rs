//! misconception: loop-asks-round
//! A wake ends the loop's sleep, and the loop polls all tasks to find out which one
//! was woken.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Wake, Waker},
    thread::{self, Thread},
};

type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

struct Bell {
    rung: AtomicBool,
    thread: Thread,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.rung.store(true, Ordering::SeqCst);
        self.thread.unpark();
    }
}

pub fn run(mut tasks: Vec<Task>) {
    let rung = AtomicBool::new(true);
    let bell = Arc::new(Bell { rung, thread: thread::current() });
    let waker = Waker::from(bell.clone());
    while !tasks.is_empty() {
        while !bell.rung.swap(false, Ordering::SeqCst) {
            thread::park();
        }
        let mut context = Context::from_waker(&waker);
        tasks.retain_mut(|task| task.as_mut().poll(&mut context).is_pending());
    }
}
