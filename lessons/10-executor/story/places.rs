//! Act 6: a place that is used again, and a mailbox that only other threads use.

use crate::steps::s6_places::{Clock, EventLoop};
use stage::say;
use std::cell::Cell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;
use std::thread;
use std::time::Duration;

pub(crate) fn used_again() {
    match EventLoop::new(Clock::Virtual(Duration::ZERO)) {
        Ok(event_loop) => {
            let main = main(event_loop.clone());
            event_loop.block_on(main).expect("there is a timer");
        }
        // Some sandboxes forbid it.
        Err(error) => say!("this system refuses an event queue: {error}"),
    }
}

async fn main(event_loop: EventLoop) {
    let returns_its_waker = poll_fn(|cx| Poll::Ready(cx.waker().clone()));
    let old = event_loop.spawn(returns_its_waker).await;
    say!("main: the first task is done, and its waker is left");

    let polls = Rc::new(Cell::new(0));
    drop(event_loop.spawn(counted(Rc::clone(&polls))));
    event_loop.sleep(Duration::from_secs(1)).await;
    old.wake_by_ref();
    event_loop.sleep(Duration::from_secs(1)).await;
    say!("main: the next task has its place, and was polled {} time", polls.get());

    say!("main: a wake on this thread, wakes in the mailbox: {}", event_loop.mail());
    let other = thread::spawn(move || old.wake());
    other.join().expect("it only wakes");
    say!(
        "main: a wake on another thread, wakes in the mailbox: {}",
        event_loop.mail()
    );
}

/// Counts its polls, and is never ready.
async fn counted(polls: Rc<Cell<u32>>) {
    poll_fn(|_| {
        polls.set(polls.get() + 1);
        Poll::<()>::Pending
    })
    .await;
}
