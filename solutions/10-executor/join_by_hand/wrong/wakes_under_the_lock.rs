//! misconception: nobody-comes-back
//! The child's waker wakes the join in one expression. The lock taken in that
//! expression is released at its end, after the wake.

use crate::Child;
use std::{
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

struct Bell {
    rung: AtomicBool,
    parent: Mutex<Waker>,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.rung.store(true, Ordering::SeqCst);
        self.parent.lock().unwrap().wake_by_ref();
    }
}

struct Part {
    child: Child,
    bell: Option<Arc<Bell>>,
    answer: Option<String>,
}

impl Part {
    fn poll(&mut self, cx: &mut Context<'_>) {
        if self.answer.is_some() {
            return;
        }
        let bell = self.bell.get_or_insert_with(|| {
            Arc::new(Bell {
                rung: AtomicBool::new(true),
                parent: Mutex::new(cx.waker().clone()),
            })
        });
        // The old waker is dropped at the end of the poll, when no lock is held.
        let _old =
            std::mem::replace(&mut *bell.parent.lock().unwrap(), cx.waker().clone());
        if bell.rung.swap(false, Ordering::SeqCst) {
            let waker = Waker::from(bell.clone());
            if let Poll::Ready(v) =
                self.child.as_mut().poll(&mut Context::from_waker(&waker))
            {
                self.answer = Some(v);
            }
        }
    }
}

pub struct Join {
    first: Part,
    second: Part,
}

/// A future that returns both answers when both children are done.
pub fn join(first: Child, second: Child) -> Join {
    let part = |child| Part { child, bell: None, answer: None };
    Join { first: part(first), second: part(second) }
}

impl Future for Join {
    type Output = (String, String);

    fn poll(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Self::Output> {
        self.first.poll(context);
        self.second.poll(context);
        if self.first.answer.is_some() && self.second.answer.is_some() {
            return Poll::Ready((
                self.first.answer.take().unwrap(),
                self.second.answer.take().unwrap(),
            ));
        }
        Poll::Pending
    }
}
