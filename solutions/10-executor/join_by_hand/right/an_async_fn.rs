//! An async fn around a `poll_fn`. The compiler creates the type, and the children's
//! wakers are inside it.

use crate::Child;
use std::{
    future::poll_fn,
    sync::{
        Arc, OnceLock, RwLock,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

type Task = RwLock<Option<Waker>>;

struct Knock {
    pending: AtomicBool,
    task: Arc<Task>,
}

impl Wake for Knock {
    fn wake(self: Arc<Self>) {
        self.pending.store(true, Ordering::SeqCst);
        let task = self
            .task
            .read()
            .expect("no thread panics while it holds the lock")
            .clone();
        task.expect("a poll has given it").wake();
    }
}

struct Seat {
    child: Child,
    knock: Arc<Knock>,
    answer: OnceLock<String>,
}

impl Seat {
    fn new(child: Child, task: &Arc<Task>) -> Self {
        let knock = Knock { pending: AtomicBool::new(true), task: Arc::clone(task) };
        Self { child, knock: Arc::new(knock), answer: OnceLock::new() }
    }

    fn serve(&mut self) -> bool {
        let waiting = self.answer.get().is_none();
        if waiting && self.knock.pending.swap(false, Ordering::SeqCst) {
            let waker = Waker::from(Arc::clone(&self.knock));
            let poll = self.child.as_mut().poll(&mut Context::from_waker(&waker));
            if let Poll::Ready(answer) = poll {
                self.answer.set(answer).expect("it was empty");
            }
        }
        self.answer.get().is_some()
    }
}

pub async fn join(first: Child, second: Child) -> (String, String) {
    let task = Arc::<Task>::default();
    let mut seats = [Seat::new(first, &task), Seat::new(second, &task)];
    poll_fn(|context| {
        let _old = task
            .write()
            .expect("no thread panics while it holds the lock")
            .replace(context.waker().clone());
        // Both children are polled, no matter what the first poll returns. `all`
        // would stop at a `false`.
        match seats.each_mut().map(Seat::serve) {
            [true, true] => Poll::Ready(()),
            _ => Poll::Pending,
        }
    })
    .await;
    let [first, second] = seats.map(|it| it.answer.into_inner());
    first.zip(second).expect("both have been served")
}
