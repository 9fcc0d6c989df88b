//! Each waker sends the number of its child through a channel, and each poll
//! receives all the numbers sent so far. A child that is done is dropped
//! immediately.

use crate::Child;
use std::{
    pin::Pin,
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, Sender, channel},
    },
    task::{Context, Poll, Wake, Waker},
};

enum Slot {
    Running(Child, Waker),
    Done(String),
}

struct Postman {
    number: usize,
    mail: Sender<usize>,
    task: Arc<Mutex<Option<Waker>>>,
}

impl Wake for Postman {
    fn wake(self: Arc<Self>) {
        // This fails only if the join is gone.
        let _ = self.mail.send(self.number);
        let task = self.task.lock().unwrap().clone();
        task.iter().for_each(Waker::wake_by_ref);
    }
}

pub struct Join {
    slots: Vec<Slot>,
    mail: Receiver<usize>,
    task: Arc<Mutex<Option<Waker>>>,
}

pub fn join(first: Child, second: Child) -> Join {
    let (sender, mail) = channel();
    let task = Arc::new(Mutex::new(None));
    let slots = [first, second].into_iter().enumerate().map(|(number, child)| {
        sender.send(number).expect("we have the receiver");
        let (mail, task) = (sender.clone(), Arc::clone(&task));
        Slot::Running(child, Waker::from(Arc::new(Postman { number, mail, task })))
    });
    Join { slots: slots.collect(), mail, task }
}

impl Future for Join {
    type Output = (String, String);

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let _old = self.task.lock().unwrap().replace(cx.waker().to_owned());
        let mut mail: Vec<_> = self.mail.try_iter().collect();
        mail.sort_unstable();
        mail.dedup();
        for number in mail {
            let slot = &mut self.slots[number];
            if let Slot::Running(child, waker) = slot {
                let mut cx = Context::from_waker(waker);
                match child.as_mut().poll(&mut cx) {
                    Poll::Ready(answer) => *slot = Slot::Done(answer),
                    Poll::Pending => {}
                }
            }
        }
        match self.slots.as_slice() {
            [Slot::Done(a), Slot::Done(b)] => {
                Poll::Ready((a.to_string(), b.to_string()))
            }
            _ => Poll::Pending,
        }
    }
}
