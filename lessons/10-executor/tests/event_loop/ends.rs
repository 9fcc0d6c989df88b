//! The end of a loop: how the remaining tasks are dropped, and what their destructors
//! may do.

use crate::support::{
    OnDrop, SECOND, Spy, assert_cancelled, detach, panic_of, refusal, run, settle,
    wake_from_a_thread,
};
use executor::{
    JoinHandle, block_on, block_on_virtual, elapsed, sleep, spawn, timeout,
    yield_now,
};
use std::cell::RefCell;
use std::future::pending;
use std::rc::Rc;

/// Spawns a task that waits forever and calls `f` when it is dropped.
fn leave(f: impl FnMut() + 'static) {
    detach(async move {
        let _at_the_end = OnDrop(f);
        pending::<()>().await;
    });
}

#[test]
fn remaining_tasks_are_dropped_in_the_order_of_their_places() {
    let log = Rc::new(RefCell::new(Vec::new()));
    let (within, last) = (Rc::clone(&log), Rc::clone(&log));
    block_on(async move {
        // The destructor of the main future runs first.
        let _main = OnDrop(move || last.borrow_mut().push(99));
        for number in 0..5 {
            let log = Rc::clone(&within);
            leave(move || log.borrow_mut().push(number));
        }
        yield_now().await;
        assert!(within.borrow().is_empty());
    });
    assert_eq!(*log.borrow(), [99, 0, 1, 2, 3, 4]);
}

#[test]
fn tasks_that_were_never_polled_are_dropped() {
    let spy = Spy::default();
    let alive = Rc::new(());
    let kept = Rc::clone(&alive);
    block_on(async {
        let spy = spy.clone();
        detach(async move {
            spy.await;
            drop(kept);
        });
    });
    assert_eq!((spy.polls(), Rc::strong_count(&alive)), (0, 1));
}

#[test]
fn a_deadlock_drops_the_remaining_tasks() {
    let alive = Rc::new(());
    let kept = Rc::clone(&alive);
    let main = Rc::clone(&alive);
    let deadlock = block_on_virtual(async move {
        leave(move || drop(Rc::clone(&kept)));
        pending::<()>().await;
        drop(main);
    });
    assert_eq!(Rc::strong_count(&alive), 1);
    deadlock.unwrap_err();
}

#[test]
fn a_handle_that_outlives_its_loop_reports_that_its_task_was_canceled() {
    let left = block_on(async { spawn(pending::<()>()) });
    assert!(left.is_finished());
    left.abort();
    assert_cancelled(run(left));
}

#[test]
fn a_handle_that_outlives_its_loop_still_gives_the_output() {
    let done = block_on(async {
        let task = spawn(async { 7 });
        yield_now().await;
        task
    });
    assert_eq!(run(done).unwrap(), 7);
}

#[test]
fn a_remaining_tasks_destructor_cannot_use_the_loop() {
    let said = Rc::new(RefCell::new(Vec::new()));
    let log = Rc::clone(&said);
    block_on(async {
        leave(move || {
            let mut log = log.borrow_mut();
            log.push(refusal(|| spawn(async {})));
            log.push(refusal(|| sleep(SECOND)));
            log.push(refusal(elapsed));
        });
        yield_now().await;
    });
    let expected = ["spawn", "sleep", "elapsed"]
        .map(|it| format!("{it} needs a running loop: call it inside block_on"));
    assert_eq!(*said.borrow(), expected);
}

#[test]
fn a_refused_spawn_drops_its_future_and_the_other_remaining_tasks() {
    let alive = Rc::new(());
    let (spawned, other) = (Rc::clone(&alive), Rc::clone(&alive));
    let task = block_on(async {
        let mut spawned = Some(spawned);
        let task = spawn(async move {
            let _spawner = OnDrop(move || {
                let spawned = spawned.take();
                detach(async move { drop(spawned) });
            });
            pending::<()>().await;
        });
        leave(move || assert!(Rc::strong_count(&other) > 0));
        yield_now().await;
        task
    });
    assert_eq!(Rc::strong_count(&alive), 1);
    let said = panic_of(run(task));
    assert_eq!(said, "spawn needs a running loop: call it inside block_on");
}

#[test]
fn a_remaining_tasks_destructor_may_wake_and_abort_the_others() {
    let spies = [(); 3].map(|()| Spy::default());
    let handles: Rc<RefCell<Vec<JoinHandle<()>>>> = Rc::default();
    block_on(async {
        let (all, all_handles) = (spies.clone(), Rc::clone(&handles));
        leave(move || {
            for spy in &all {
                spy.waker().wake();
                wake_from_a_thread(spy.waker());
            }
            all_handles.borrow().iter().for_each(JoinHandle::abort);
        });
        handles.borrow_mut().extend(spies.clone().map(spawn));
        yield_now().await;
    });
    assert_eq!(spies.map(|it| it.polls()), [1; 3]);
    for handle in handles.take() {
        assert_cancelled(run(handle));
    }
}

#[test]
fn a_remaining_tasks_destructor_may_drop_handles_sleeps_and_channels() {
    let alive = Rc::new(());
    let kept = Rc::clone(&alive);
    block_on(async move {
        let (sender, receiver) = futures::channel::oneshot::channel::<()>();
        let other = spawn(async move {
            let _kept = kept;
            receiver.await.unwrap_err();
        });
        detach(async move {
            let _held = (sender, other);
            sleep(SECOND).await;
        });
        yield_now().await;
    });
    assert_eq!(Rc::strong_count(&alive), 1);
}

#[test]
fn a_remaining_tasks_destructor_may_run_its_own_loop() {
    let elapsed_there = Rc::new(RefCell::new(None));
    let result = Rc::clone(&elapsed_there);
    block_on(async {
        leave(move || {
            *result.borrow_mut() = Some(run(async {
                sleep(SECOND).await;
                elapsed()
            }));
        });
        yield_now().await;
    });
    assert_eq!(*elapsed_there.borrow(), Some(SECOND));
}

#[test]
fn an_abort_from_another_loop_wakes_no_task_there() {
    let (main, task) = (Spy::default(), Spy::default());
    let (main_there, task_there) = (main.clone(), task.clone());
    block_on(async move {
        // Their places are 1 and 2, like those of the tasks in the destructor's
        // loop.
        let handles: Rc<RefCell<Vec<JoinHandle<()>>>> = Rc::default();
        let to_abort = Rc::clone(&handles);
        leave(move || {
            let (main, task) = (main_there.clone(), task_there.clone());
            let to_abort = to_abort.take();
            run(async move {
                detach(async move {
                    settle().await;
                    to_abort.iter().for_each(JoinHandle::abort);
                });
                detach(task);
                timeout(SECOND, main).await.unwrap_err();
            });
        });
        handles.borrow_mut().push(spawn(pending::<()>()));
        yield_now().await;
    });
    // The main future is polled again when its time is up.
    assert_eq!((main.polls(), task.polls()), (2, 1));
}

#[test]
fn tasks_spawned_by_the_main_futures_destructor_are_dropped_with_the_others() {
    let alive = Rc::new(());
    let kept = Rc::clone(&alive);
    let polled = Spy::default();
    let spy = polled.clone();
    block_on(async move {
        let mut kept = Some(kept);
        let _spawner = OnDrop(move || {
            let (kept, spy) = (kept.take(), spy.clone());
            detach(async move {
                spy.await;
                drop(kept);
            });
        });
        yield_now().await;
    });
    assert_eq!((polled.polls(), Rc::strong_count(&alive)), (0, 1));
}
