//! Panics: a task's panic goes to its handle, the main future's panic ends the loop,
//! and nothing is left behind.

use crate::support::{
    Hooked, OnDrop, SECOND, assert_cancelled, detach, panic_of, poll_with, refusal,
    run, settle,
};
use executor::{JoinError, JoinHandle, block_on, elapsed, sleep, spawn};
use std::cell::Cell;
use std::future::{pending, poll_fn};
use std::panic::panic_any;
use std::task::{Poll, Waker};
use std::{rc::Rc, sync::Arc};

#[test]
fn a_panic_in_a_task_goes_to_its_handle_and_the_loop_keeps_running() {
    run(async {
        let task = spawn(async {
            sleep(SECOND).await;
            panic!("task {}", 7)
        });
        assert_eq!(panic_of::<()>(task.await), "task 7");
        sleep(SECOND).await;
        assert_eq!(elapsed(), 2 * SECOND);
    });
}

#[test]
fn a_panic_in_a_detached_task_does_not_stop_the_loop() {
    run(async {
        let bystander = spawn(async {
            sleep(SECOND).await;
            7
        });
        detach(async { panic!("no handle") });
        assert_eq!(bystander.await.unwrap(), 7);
    });
}

#[test]
fn a_panic_carries_any_value() {
    run(async {
        let task = spawn(async { panic_any(7_u8) });
        let Err(JoinError::Panicked(panic)) = task.await else { panic!("no panic") };
        assert_eq!(panic.downcast_ref(), Some(&7_u8));
    });
}

#[test]
fn a_task_that_has_panicked_is_dropped_and_not_polled_again() {
    run(async {
        let (alive, polls) = (Rc::new(()), Rc::new(Cell::new(0)));
        let (kept, count) = (Rc::clone(&alive), Rc::clone(&polls));
        let task = spawn(poll_fn(move |cx| -> Poll<()> {
            let _kept = &kept;
            count.set(count.get() + 1);
            cx.waker().wake_by_ref();
            panic!("in a poll")
        }));
        settle().await;
        assert_eq!((polls.get(), Rc::strong_count(&alive)), (1, 1));
        assert_eq!(panic_of(task.await), "in a poll");
    });
}

#[test]
fn a_panic_in_the_destructor_of_an_aborted_task_goes_to_its_handle() {
    run(async {
        let task = spawn(async {
            let _bomb = OnDrop(|| panic!("in a destructor"));
            pending::<()>().await;
        });
        settle().await;
        task.abort();
        assert_eq!(panic_of(task.await), "in a destructor");
        settle().await;
    });
}

/// A future that is ready immediately, with a destructor that panics.
struct ReadyBomb(Option<u32>);

impl Future for ReadyBomb {
    type Output = u32;

    fn poll(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> Poll<u32> {
        Poll::Ready(self.0.take().expect("it is polled once"))
    }
}

impl Drop for ReadyBomb {
    fn drop(&mut self) {
        panic!("in the destructor of a future that was ready");
    }
}

#[test]
fn a_panic_in_the_destructor_of_a_finished_future_goes_to_its_handle() {
    run(async {
        let said = panic_of(spawn(ReadyBomb(Some(7))).await);
        assert_eq!(said, "in the destructor of a future that was ready");
    });
}

#[test]
fn the_first_of_two_panics_goes_to_the_handle() {
    run(async {
        let task = spawn(async {
            let _bomb = OnDrop(|| panic!("in a destructor"));
            pending::<()>().await;
        });
        settle().await;
        task.abort();
        assert_eq!(panic_of(task.await), "in a destructor");

        let bomb = ReadyBomb(Some(7));
        let task = spawn(poll_fn(move |_| -> Poll<()> {
            let _bomb = &bomb;
            panic!("in a poll")
        }));
        assert_eq!(panic_of(task.await), "in a poll");
    });
}

/// Panics when it is dropped, with another such value as the payload, as many times as
/// its number says.
struct Chain(u32);

impl Drop for Chain {
    fn drop(&mut self) {
        if self.0 > 0 {
            panic_any(Chain(self.0 - 1));
        }
    }
}

#[test]
fn a_chain_of_panicking_payloads_does_not_stop_the_loop() {
    let alive = Rc::new(());
    run(async {
        detach(async { panic_any(Chain(3)) });
        detach(async { Chain(3) });
        settle().await;
        assert_eq!(spawn(async { 7 }).await.unwrap(), 7);
        for _ in 0..2 {
            let (chain, kept) = (Chain(3), Rc::clone(&alive));
            detach(async move {
                let _kept = kept;
                pending::<()>().await;
                drop(chain);
            });
        }
        settle().await;
    });
    assert_eq!(Rc::strong_count(&alive), 1);
}

#[test]
fn a_panic_of_a_waker_does_not_stop_the_loop() {
    let panics = || {
        let on_wake = || panic!("in a waker");
        Waker::from(Arc::new(Hooked { on_wake, on_drop: || () }))
    };
    run(async {
        let mut returns = spawn(sleep(SECOND));
        let mut panicked = spawn(async { panic!("in a poll") });
        let mut aborted = spawn(pending::<()>());
        let mut nap = sleep(SECOND);
        assert!(poll_with(&mut returns, &panics()).is_pending());
        assert!(poll_with::<JoinHandle<()>>(&mut panicked, &panics()).is_pending());
        assert!(poll_with(&mut aborted, &panics()).is_pending());
        assert!(poll_with(&mut nap, &panics()).is_pending());
        aborted.abort();
        sleep(2 * SECOND).await;
        returns.await.unwrap();
        assert_eq!(panic_of(panicked.await), "in a poll");
        assert_cancelled(aborted.await);
        nap.await;
    });
}

#[test]
fn a_panic_in_the_destructor_of_a_detached_output_does_not_stop_the_loop() {
    run(async {
        detach(async { OnDrop(|| panic!("in an output's destructor")) });
        settle().await;
        assert_eq!(spawn(async { 7 }).await.unwrap(), 7);
    });
}

#[test]
fn a_panic_in_the_destructor_of_an_output_goes_to_the_code_that_drops_it() {
    run(async {
        let task = spawn(async { OnDrop(|| panic!("in an output's destructor")) });
        settle().await;
        assert!(task.is_finished());
        assert_eq!(refusal(|| drop(task)), "in an output's destructor");
    });
}

#[test]
fn a_panic_whose_payload_panics_when_dropped_does_not_stop_the_loop() {
    run(async {
        struct Bomb;
        impl Drop for Bomb {
            fn drop(&mut self) {
                panic!("in the destructor of a panic's payload");
            }
        }
        detach(async { panic_any(Bomb) });
        settle().await;
    });
}

#[test]
fn a_panic_in_the_main_future_drops_all_tasks_and_ends_the_loop() {
    let alive = Rc::new(());
    let said = refusal(|| {
        block_on(async {
            for _ in 0..3 {
                let kept = Rc::clone(&alive);
                detach(async move {
                    let _kept = kept;
                    pending::<()>().await;
                });
            }
            executor::yield_now().await;
            panic!("main");
        });
    });
    assert_eq!(said, "main");
    assert_eq!(Rc::strong_count(&alive), 1);
    assert_eq!(run(async { 7 }), 7);
}

#[test]
fn a_remaining_task_that_panics_while_the_main_future_panics_is_contained() {
    let alive = Rc::new(());
    let kept = Rc::clone(&alive);
    let said = refusal(|| {
        block_on(async {
            detach(async {
                let _bomb = OnDrop(|| panic!("remaining task"));
                pending::<()>().await;
            });
            detach(async move {
                let _kept = kept;
                pending::<()>().await;
            });
            executor::yield_now().await;
            panic!("main");
        });
    });
    assert_eq!(said, "main");
    assert_eq!(Rc::strong_count(&alive), 1);
}

#[test]
fn a_panic_in_the_main_futures_destructor_drops_all_tasks() {
    let alive = Rc::new(());
    let mut kept = Some(Rc::clone(&alive));
    let bomb = OnDrop(|| panic!("main's destructor"));
    let main = poll_fn(move |_| {
        let (_bomb, kept) = (&bomb, kept.take());
        detach(async move {
            let _kept = kept;
            pending::<()>().await;
        });
        Poll::Ready(())
    });
    assert_eq!(refusal(|| block_on(main)), "main's destructor");
    assert_eq!(Rc::strong_count(&alive), 1);
    assert_eq!(run(async { 7 }), 7);
}
