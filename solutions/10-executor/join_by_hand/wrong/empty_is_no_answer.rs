//! tests-failed: the children return "" and ""
//! An empty string means that there is no answer yet.

use crate::Child;
use std::{
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    task::{Context, Poll, Wake, Waker},
};

#[derive(Default)]
struct Bell {
    rung: AtomicBool,
    parent: Mutex<Option<Waker>>,
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
    children: [Child; 2],
    bells: [Arc<Bell>; 2],
    answers: [String; 2],
}

pub fn join(first: Child, second: Child) -> Join {
    let bells = [(); 2].map(|()| Arc::<Bell>::default());
    for bell in &bells {
        bell.rung.store(true, SeqCst);
    }
    Join { children: [first, second], bells, answers: Default::default() }
}

impl Future for Join {
    type Output = (String, String);

    fn poll(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Self::Output> {
        let this = &mut *self;
        for bell in &this.bells {
            let _old = bell.parent.lock().unwrap().replace(context.waker().clone());
        }
        for i in 0..2 {
            if this.answers[i].is_empty() && this.bells[i].rung.swap(false, SeqCst) {
                let waker = Waker::from(this.bells[i].clone());
                let mut context = Context::from_waker(&waker);
                if let Poll::Ready(it) = this.children[i].as_mut().poll(&mut context)
                {
                    this.answers[i] = it;
                }
            }
        }
        if this.answers.iter().any(|it| it.is_empty()) {
            return Poll::Pending;
        }
        let [first, second] = std::mem::take(&mut this.answers);
        Poll::Ready((first, second))
    }
}
