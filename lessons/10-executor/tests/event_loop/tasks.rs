//! Tasks and their handles: spawning, awaiting, and aborting.

use crate::support::{
    OnDrop, SECOND, Spy, Wakes, assert_cancelled, detach, poll_with, refusal, run,
    settle,
};
use executor::{JoinError, JoinHandle, elapsed, sleep, spawn, yield_now};
use std::cell::{Cell, RefCell};
use std::future::{pending, poll_fn};
use std::panic::panic_any;
use std::{rc::Rc, sync::Arc, task::Poll};

#[test]
fn a_task_runs_whether_or_not_its_handle_is_awaited() {
    run(async {
        let (kept, detached) = (Spy::default(), Spy::default());
        let handle = spawn(kept.clone());
        detach(detached.clone());
        settle().await;
        assert_eq!((kept.polls(), detached.polls()), (1, 1));
        assert!(!handle.is_finished());
    });
}

#[test]
fn a_handle_returns_an_output_that_is_not_send() {
    let output = run(async { spawn(async { Rc::new(7) }).await.unwrap() });
    assert_eq!(*output, 7);
}

#[test]
fn spawn_does_not_poll_the_task() {
    run(async {
        let spy = Spy::default();
        detach(spy.clone());
        assert_eq!(spy.polls(), 0);
    });
}

#[test]
fn tasks_start_in_the_order_in_which_they_were_spawned() {
    run(async {
        let log = Rc::new(RefCell::new(Vec::new()));
        for number in 0..200 {
            let log = Rc::clone(&log);
            detach(async move { log.borrow_mut().push(number) });
        }
        settle().await;
        assert!(log.borrow().iter().copied().eq(0..200));
    });
}

#[test]
fn a_task_may_spawn_and_await_others() {
    async fn sum(depth: u32) -> u32 {
        if depth == 0 {
            return 1;
        }
        let [left, right] = [(); 2].map(|()| spawn(Box::pin(sum(depth - 1))));
        left.await.unwrap() + right.await.unwrap()
    }
    assert_eq!(run(sum(8)), 256);
}

#[test]
fn a_handle_knows_whether_its_task_is_finished() {
    run(async {
        let spy = Spy::default();
        let mut task = spawn(spy.clone());
        assert!(!task.is_finished());
        settle().await;
        assert!(!task.is_finished());
        spy.finish();
        spy.waker().wake();
        assert!(!task.is_finished());
        settle().await;
        assert!(task.is_finished());
        (&mut task).await.unwrap();
        assert!(task.is_finished());
    });
}

#[test]
fn a_handle_wakes_the_task_that_polled_it_last() {
    run(async {
        let spy = Spy::default();
        let mut task = spawn(spy.clone());
        let ((former, former_waker), (newer, newer_waker)) =
            (Wakes::new(), Wakes::new());
        assert!(poll_with(&mut task, &former_waker).is_pending());
        assert!(poll_with(&mut task, &newer_waker).is_pending());
        assert_eq!((former.wakers(), newer.wakers()), (1, 2));
        settle().await;
        spy.finish();
        spy.waker().wake();
        settle().await;
        assert_eq!((former.count(), newer.count()), (0, 1));
        assert_eq!(newer.wakers(), 1);
    });
}

#[test]
fn a_handle_may_move_to_another_task_while_it_is_awaited() {
    run(async {
        let slow = Rc::new(RefCell::new(spawn(sleep(SECOND))));
        let began = Rc::clone(&slow);
        let first = spawn(poll_fn(move |cx| {
            poll_with(&mut *began.borrow_mut(), cx.waker())
        }));
        yield_now().await;
        first.abort();
        poll_fn(|cx| poll_with(&mut *slow.borrow_mut(), cx.waker())).await.unwrap();
        assert_eq!(elapsed(), SECOND);
    });
}

#[test]
fn a_handle_that_has_returned_its_output_panics_when_polled() {
    run(async {
        let mut task = spawn(async {});
        (&mut task).await.unwrap();
        let said = refusal(|| poll_with(&mut task, std::task::Waker::noop()));
        assert_eq!(said, "this handle was polled after it had returned its output");
        assert!(task.is_finished());
    });
}

#[test]
fn abort_drops_the_future_at_its_turn_and_not_before() {
    run(async {
        let alive = Rc::new(());
        let kept = Rc::clone(&alive);
        let task = spawn(async move {
            pending::<()>().await;
            drop(kept);
        });
        settle().await;
        task.abort();
        assert_eq!(Rc::strong_count(&alive), 2);
        assert!(!task.is_finished());
        assert_cancelled(task.await);
        assert_eq!(Rc::strong_count(&alive), 1);
    });
}

#[test]
fn a_task_that_is_aborted_before_its_first_poll_is_never_polled() {
    run(async {
        let spy = Spy::default();
        let task = spawn(spy.clone());
        task.abort();
        assert_cancelled(task.await);
        assert_eq!(spy.polls(), 0);
    });
}

#[test]
fn a_task_that_is_aborted_while_it_is_woken_is_not_polled_again() {
    run(async {
        let spy = Spy::default();
        let task = spawn(spy.clone());
        settle().await;
        spy.finish();
        spy.waker().wake();
        task.abort();
        task.abort();
        assert_cancelled(task.await);
        assert_eq!(spy.polls(), 1);
    });
}

#[test]
fn abort_wakes_the_task_that_awaits_the_handle() {
    run(async {
        let mut task = spawn(pending::<()>());
        let (wakes, waker) = Wakes::new();
        assert!(poll_with(&mut task, &waker).is_pending());
        task.abort();
        settle().await;
        assert_eq!(wakes.count(), 1);
        assert_cancelled(task.await);
    });
}

#[test]
fn a_future_is_dropped_before_its_handle_is_ready() {
    for is_aborted in [false, true] {
        run(async {
            let own: Rc<RefCell<Option<JoinHandle<()>>>> = Rc::default();
            let (handle, was_finished) = (Rc::clone(&own), Rc::new(Cell::new(true)));
            let seen = Rc::clone(&was_finished);
            let (wakes, waker) = Wakes::new();
            let before = Arc::clone(&wakes);
            let guard = OnDrop(move || {
                seen.set(handle.borrow().as_ref().unwrap().is_finished());
                assert_eq!(before.count(), 0);
            });
            let mut task = spawn(async move {
                let _guard = guard;
                yield_now().await;
            });
            assert!(poll_with(&mut task, &waker).is_pending());
            own.replace(Some(task));
            yield_now().await;
            if is_aborted {
                own.borrow().as_ref().unwrap().abort();
            }
            settle().await;
            assert!(!was_finished.get());
            assert_eq!(wakes.count(), 1);
            drop(own.take());
        });
    }
}

#[test]
fn aborting_a_finished_task_keeps_its_output() {
    run(async {
        let task = spawn(async { 7 });
        settle().await;
        task.abort();
        assert_eq!(task.await.unwrap(), 7);
    });
}

#[test]
fn aborting_a_finished_task_does_not_abort_the_next_task_in_its_place() {
    run(async {
        let old = spawn(async {});
        settle().await;
        let spy = Spy::default();
        let new = spawn(spy.clone());
        settle().await;
        old.abort();
        settle().await;
        assert_eq!(spy.polls(), 1);
        assert!(!new.is_finished());
    });
}

#[test]
fn a_task_that_is_aborted_and_then_detached_is_dropped() {
    run(async {
        let alive = Rc::new(());
        let kept = Rc::clone(&alive);
        let task = spawn(async move {
            pending::<()>().await;
            drop(kept);
        });
        settle().await;
        task.abort();
        drop(task);
        settle().await;
        assert_eq!(Rc::strong_count(&alive), 1);
    });
}

/// A task that aborts itself in its first poll, which then returns `after`.
async fn abort_itself(after: Poll<u32>) -> Result<u32, JoinError> {
    let own: Rc<RefCell<Option<JoinHandle<u32>>>> = Rc::default();
    let polls = Rc::new(Cell::new(0));
    let (within, count) = (Rc::clone(&own), Rc::clone(&polls));
    let task = spawn(poll_fn(move |_| {
        count.set(count.get() + 1);
        within.borrow().as_ref().unwrap().abort();
        after
    }));
    own.replace(Some(task));
    settle().await;
    assert_eq!(polls.get(), 1);
    let task = own.take().unwrap();
    task.await
}

#[test]
fn a_task_may_abort_itself() {
    assert_cancelled(run(abort_itself(Poll::Pending)));
}

#[test]
fn a_task_that_aborts_itself_and_is_ready_in_the_same_poll_keeps_its_output() {
    assert_eq!(run(abort_itself(Poll::Ready(7))).unwrap(), 7);
}

#[test]
fn two_tasks_may_abort_each_other() {
    run(async {
        let first: Rc<RefCell<Option<JoinHandle<()>>>> = Rc::default();
        let its_handle = Rc::clone(&first);
        let second = Rc::new(spawn(async move {
            its_handle.borrow().as_ref().unwrap().abort();
            pending::<()>().await;
        }));
        let second_handle = Rc::clone(&second);
        first.replace(Some(spawn(async move {
            second_handle.abort();
            pending::<()>().await;
        })));
        settle().await;
        // The second task was polled first, and aborted the first one before it began.
        assert!(first.borrow().as_ref().unwrap().is_finished());
        assert!(!second.is_finished());
    });
}

#[test]
fn functions_that_need_a_loop_say_so_if_there_is_none() {
    let without =
        |what| format!("{what} needs a running loop: call it inside block_on");
    assert_eq!(refusal(|| spawn(async {})), without("spawn"));
    assert_eq!(refusal(|| sleep(SECOND)), without("sleep"));
    assert_eq!(refusal(elapsed), without("elapsed"));
    let any = "127.0.0.1:0".parse().unwrap();
    assert_eq!(
        refusal(|| executor::net::TcpListener::bind(any)),
        without("a socket")
    );
}

#[test]
fn the_errors_of_a_handle_have_messages() {
    run(async {
        let task = spawn(pending::<()>());
        task.abort();
        assert_eq!(task.await.unwrap_err().to_string(), "the task was canceled");
        let panicked = |what| spawn(async move { panic!("{what}") });
        let said = panicked("on purpose").await.unwrap_err();
        assert_eq!(said.to_string(), "the task panicked: on purpose");
        assert_eq!(format!("{said:?}"), r#"Panicked("on purpose")"#);
        let said = spawn(async { panic!("no arguments") }).await.unwrap_err();
        assert_eq!(said.to_string(), "the task panicked: no arguments");
        let said = spawn(async { panic_any(7) }).await.unwrap_err();
        assert_eq!(said.to_string(), "the task panicked");
    });
}

#[test]
fn ten_thousand_tasks_may_wait_for_each_other() {
    run(async {
        let mut last = spawn(sleep(SECOND));
        for _ in 0..10_000 {
            last = spawn(async move { last.await.unwrap() });
        }
        last.await.unwrap();
        assert_eq!(elapsed(), SECOND);
    });
}
