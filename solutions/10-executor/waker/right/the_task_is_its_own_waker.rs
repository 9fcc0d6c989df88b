//! The queue holds tasks instead of ids. That keeps a queued task alive. A task that
//! is done has `None` instead of its future.

use std::{
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
        mpsc::{SyncSender, sync_channel},
    },
    task::{Context, Wake, Waker},
};

type Future_ = Pin<Box<dyn Future<Output = ()> + Send>>;

struct Task {
    future: Mutex<Option<Future_>>,
    queued: AtomicBool,
    queue: SyncSender<Arc<Task>>,
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        Self::wake_by_ref(&self);
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if !self.queued.swap(true, Ordering::AcqRel) {
            // Each task is in the channel at most once, so there is always room.
            self.queue.try_send(Arc::clone(self)).ok();
        }
    }
}

pub fn run(futures: Vec<Future_>) {
    let mut left = futures.len();
    let (sender, queue) = sync_channel(left);
    for future in futures {
        let future = Mutex::new(Some(future));
        let queued = AtomicBool::new(false);
        Arc::new(Task { future, queued, queue: sender.clone() }).wake();
    }
    while left > 0 {
        let task = queue.recv().unwrap();
        task.queued.store(false, Ordering::Release);
        let waker = Waker::from(Arc::clone(&task));
        let mut slot = task.future.lock().unwrap();
        if let Some(mut future) = slot.take() {
            match future.as_mut().poll(&mut Context::from_waker(&waker)) {
                std::task::Poll::Ready(()) => left -= 1,
                std::task::Poll::Pending => *slot = Some(future),
            }
        }
    }
}
