//! misconception: all-share-one-waker
//! A waker notes that it was called, so that no child is polled for nothing. But
//! both children have the same waker.

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
    bell: Arc<Bell>,
    answers: [Option<String>; 2],
}

pub fn join(first: Child, second: Child) -> Join {
    let bell = Arc::<Bell>::default();
    bell.rung.store(true, SeqCst);
    Join { children: [first, second], bell, answers: [None, None] }
}

impl Future for Join {
    type Output = (String, String);

    fn poll(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Self::Output> {
        let this = &mut *self;
        let _old = this.bell.parent.lock().unwrap().replace(context.waker().clone());
        if !this.bell.rung.swap(false, SeqCst) {
            return Poll::Pending;
        }
        for i in 0..2 {
            if this.answers[i].is_none() {
                let waker = Waker::from(this.bell.clone());
                let mut context = Context::from_waker(&waker);
                if let Poll::Ready(it) = this.children[i].as_mut().poll(&mut context)
                {
                    this.answers[i] = Some(it);
                }
            }
        }
        match &mut this.answers {
            [Some(_), Some(_)] => {
                let [first, second] = this.answers.each_mut().map(Option::take);
                Poll::Ready((first.unwrap(), second.unwrap()))
            }
            _ => Poll::Pending,
        }
    }
}
