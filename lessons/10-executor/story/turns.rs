//! Act 3: two tasks that take turns, and a third task that is woken three times in a
//! row.

use crate::steps::s3_ready_queue::EventLoop;
use stage::{OnLane, say};
use std::cell::Cell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;

pub(crate) fn two_tasks_take_turns() {
    let event_loop = EventLoop::default();
    let handle = event_loop.clone();
    let main = async move {
        let hi = handle.spawn(halves("hi", 1).on_lane("hi"));
        let hoi = handle.spawn(halves("hoi", 2).on_lane("hoi"));
        say!("main: two tasks spawned, neither has started");
        let sum = hi.await + hoi.await;
        say!("main: the answers add up to {sum}");
        let polls = Rc::new(Cell::new(0));
        drop(handle.spawn(woken_three_times(Rc::clone(&polls))));
        for _ in 0..5 {
            step_back().await;
        }
        let polls = polls.get();
        say!(
            "main: a task woken three times at once was polled {polls} times in all"
        );
    };
    event_loop.block_on(main.on_lane("main"));
}

async fn halves(word: &str, answer: u32) -> u32 {
    say!("{word}: first half");
    step_back().await;
    say!("{word}: second half");
    answer
}

/// Lets the other tasks go first: a wake during its own poll puts the task at the end of the
/// queue.
async fn step_back() {
    let mut has_stepped_back = false;
    poll_fn(|cx| {
        if has_stepped_back {
            return Poll::Ready(());
        }
        has_stepped_back = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// Counts its polls. It is woken three times during its first poll.
async fn woken_three_times(polls: Rc<Cell<u32>>) {
    poll_fn(|cx| {
        polls.set(polls.get() + 1);
        if polls.get() == 1 {
            for _ in 0..3 {
                cx.waker().wake_by_ref();
            }
        }
        Poll::<()>::Pending
    })
    .await;
}
