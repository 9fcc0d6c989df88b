//! A channel is a ready queue that a thread can wait on, so no code parks or
//! unparks. Each task has a flag that says whether the task is in the channel. The
//! flag is cleared before the poll.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Sender, channel},
    },
    task::{Context, Wake, Waker},
};

type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

struct Bell {
    id: usize,
    rung: AtomicBool,
    ready: Sender<usize>,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if !self.rung.swap(true, Ordering::SeqCst) {
            // This fails only if the loop is gone, and then there is nothing to do.
            let _ = self.ready.send(self.id);
        }
    }
}

pub fn run(tasks: Vec<Task>) {
    let (sender, ready) = channel();
    let mut tasks: Vec<_> = tasks
        .into_iter()
        .enumerate()
        .map(|(id, task)| {
            let rung = AtomicBool::new(false);
            let bell = Arc::new(Bell { id, rung, ready: sender.clone() });
            bell.wake_by_ref();
            (bell, Some(task))
        })
        .collect();
    let mut left = tasks.len();
    while left > 0 {
        let id = ready.recv().expect("we hold a sender ourselves");
        let (bell, task) = &mut tasks[id];
        bell.rung.store(false, Ordering::SeqCst);
        let waker = Waker::from(Arc::clone(bell));
        let Some(future) = task else { continue };
        if future.as_mut().poll(&mut Context::from_waker(&waker)).is_ready() {
            *task = None;
            left -= 1;
        }
    }
}
