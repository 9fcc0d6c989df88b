//! tests-failed: there are two joins
//! A child's waker may outlive its join, so the wakers are in a static. (Each thread
//! has its own static, so that joins in other tests don't interfere.)

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
    answers: [Option<String>; 2],
}

pub fn join(first: Child, second: Child) -> Join {
    thread_local! {
        static BELLS: [Arc<Bell>; 2] = [(); 2].map(|()| Arc::default());
    }
    let bells = BELLS.with(Clone::clone);
    for bell in &bells {
        bell.rung.store(true, SeqCst);
    }
    Join { children: [first, second], bells, answers: [None, None] }
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
            if this.answers[i].is_none() && this.bells[i].rung.swap(false, SeqCst) {
                let waker = Waker::from(this.bells[i].clone());
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
