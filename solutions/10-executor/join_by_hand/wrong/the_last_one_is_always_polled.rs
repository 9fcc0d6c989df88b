//! tests-failed: was not woken, but is polled
//! As soon as one child is done, the other is polled in each poll of the join.

use crate::Child;
use std::{
    pin::Pin,
    sync::{
        Arc, Mutex, Weak,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    task::{Context, Poll, Wake, Waker},
};

struct Bell {
    rung: AtomicBool,
    parent: Arc<Mutex<Option<Waker>>>,
}
impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.rung.store(true, SeqCst);
        let parent = self.parent.lock().unwrap().clone();
        if let Some(parent) = parent {
            parent.wake();
        }
    }
}
pub struct Join {
    children: [Option<Child>; 2],
    answers: [String; 2],
    bells: [Arc<Bell>; 2],
    parent: Arc<Mutex<Option<Waker>>>,
}
pub fn join(first: Child, second: Child) -> Join {
    let parent = Arc::new(Mutex::new(None));
    let bells = [(); 2].map(|()| {
        Arc::new(Bell { rung: AtomicBool::new(true), parent: parent.clone() })
    });
    Join {
        children: [Some(first), Some(second)],
        answers: Default::default(),
        bells,
        parent,
    }
}

impl Future for Join {
    type Output = (String, String);
    fn poll(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Self::Output> {
        let this = &mut *self;
        *this.parent.lock().unwrap() = Some(context.waker().clone());
        for i in 0..2 {
            let alone = this.children[1 - i].is_none();
            if !this.bells[i].rung.swap(false, SeqCst) && !alone {
                continue;
            }
            if let Some(child) = &mut this.children[i] {
                let waker = Waker::from(this.bells[i].clone());
                if let Poll::Ready(answer) =
                    child.as_mut().poll(&mut Context::from_waker(&waker))
                {
                    this.answers[i] = answer;
                    this.children[i] = None;
                }
            }
        }
        if this.children.iter().any(Option::is_some) {
            return Poll::Pending;
        }
        let [a, b] = std::mem::take(&mut this.answers);
        Poll::Ready((a, b))
    }
}
