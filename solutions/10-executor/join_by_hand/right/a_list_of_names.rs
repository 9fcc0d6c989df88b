//! All children that were woken are in one list, and each poll takes the whole list
//! before it polls any child. Each poll may create new wakers, because all of them
//! share the list.

use crate::Child;
use std::{
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Wake, Waker},
};

struct Shared {
    woken: Vec<usize>,
    parent: Option<Waker>,
}

struct Bell {
    name: usize,
    shared: Arc<Mutex<Shared>>,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        let mut shared = self.shared.lock().unwrap();
        shared.woken.push(self.name);
        let parent = shared.parent.clone();
        drop(shared);
        if let Some(parent) = parent {
            parent.wake();
        }
    }
}

pub struct Join {
    children: [Option<Child>; 2],
    answers: [String; 2],
    shared: Arc<Mutex<Shared>>,
}

pub fn join(first: Child, second: Child) -> Join {
    let shared = Shared { woken: vec![0, 1], parent: None };
    Join {
        children: [Some(first), Some(second)],
        answers: Default::default(),
        shared: Arc::new(Mutex::new(shared)),
    }
}

impl Future for Join {
    type Output = (String, String);

    fn poll(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<(String, String)> {
        let Join { children, answers, shared } = &mut *self;
        let mut locked = shared.lock().unwrap();
        let _old = locked.parent.replace(cx.waker().clone());
        let woken = std::mem::take(&mut locked.woken);
        drop(locked);
        for name in woken {
            let Some(child) = &mut children[name] else { continue };
            let waker: Waker =
                Arc::new(Bell { name, shared: shared.clone() }).into();
            let mut cx = Context::from_waker(&waker);
            if let Poll::Ready(answer) = child.as_mut().poll(&mut cx) {
                answers[name] = answer;
                children[name] = None;
            }
        }
        if children.iter().all(Option::is_none) {
            let [first, second] = std::mem::take(answers);
            return Poll::Ready((first, second));
        }
        Poll::Pending
    }
}
