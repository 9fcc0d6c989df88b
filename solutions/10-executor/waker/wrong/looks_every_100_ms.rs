//! misconception: queued-is-seen
//! A wake doesn't unpark the thread. Instead, the thread wakes up every 100 ms to
//! check the queue.

use std::{
    collections::VecDeque,
    pin::Pin,
    sync::{
        Arc, Condvar, Mutex,
        atomic::{AtomicBool, Ordering::SeqCst},
        mpsc,
    },
    task::{Context, Wake, Waker},
    thread,
};
type Task = Pin<Box<dyn Future<Output = ()> + Send>>;
type ReadyQueue = Mutex<VecDeque<usize>>;

pub fn run(tasks: Vec<Task>) {
    let ready = Arc::new(ReadyQueue::new((0..tasks.len()).collect()));
    let wakers: Vec<_> = (0..tasks.len()).map(|id| waker(id, &ready)).collect();
    let mut tasks: Vec<_> = tasks.into_iter().map(Some).collect();
    while tasks.iter().any(Option::is_some) {
        let next = ready.lock().unwrap().pop_front();
        let Some(id) = next else {
            thread::park_timeout(std::time::Duration::from_millis(100));
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

struct W(usize, Arc<ReadyQueue>);
impl Wake for W {
    fn wake(self: Arc<Self>) {
        let mut queue = self.1.lock().unwrap();
        if !queue.contains(&self.0) {
            queue.push_back(self.0);
        }
    }
}
fn waker(id: usize, ready: &Arc<ReadyQueue>) -> Waker {
    Arc::new(W(id, ready.clone())).into()
}
