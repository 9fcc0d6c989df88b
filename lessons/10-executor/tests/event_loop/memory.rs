//! Memory: no matter what happens to a task, its future, output, and wakers are
//! dropped.

use crate::support::{MILLI, SECOND, Spy, detach, poll_with, run, settle};
use executor::{
    JoinHandle, block_on_virtual, join_all, sleep, spawn, timeout, yield_now,
};
use std::cell::{Cell, RefCell};
use std::future::{pending, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::{rc::Rc, sync::Arc};

/// Counts values: how many were created, and how many remain.
#[derive(Clone, Default)]
struct Count(Rc<Cell<u32>>, Rc<()>);

impl Count {
    fn one(&self) -> Rc<()> {
        self.0.set(self.0.get() + 1);
        Rc::clone(&self.1)
    }

    fn left(&self) -> usize {
        Rc::strong_count(&self.1) - 1
    }
}

#[derive(Clone, Copy, Debug)]
enum Fate {
    Finishes,
    Panics,
    Waits,
}

/// A future and its output, both counted.
struct Counted {
    _future: Rc<()>,
    output: Count,
    fate: Fate,
    has_waited: bool,
}

impl Future for Counted {
    type Output = Rc<()>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Rc<()>> {
        if !self.has_waited {
            self.has_waited = true;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        match self.fate {
            Fate::Finishes => Poll::Ready(self.output.one()),
            Fate::Panics => {
                let _dropped_by_the_panic = self.output.one();
                panic!("on purpose");
            }
            Fate::Waits => Poll::Pending,
        }
    }
}

#[test]
fn every_future_and_every_output_is_dropped_once() {
    let (futures, outputs) = (Count::default(), Count::default());
    let count = |fate| Counted {
        _future: futures.one(),
        output: outputs.clone(),
        fate,
        has_waited: false,
    };
    let mut kept: Vec<JoinHandle<Rc<()>>> = Vec::new();
    for fate in [Fate::Finishes, Fate::Panics, Fate::Waits] {
        let deadlock = block_on_virtual(async {
            let never_polled = spawn(count(fate));
            never_polled.abort();
            detach(count(fate));
            let joined = spawn(count(fate));
            let aborted = spawn(count(fate));
            let timed_out = spawn(timeout(SECOND, count(fate)));
            yield_now().await;
            aborted.abort();
            kept.push(spawn(count(fate)));
            kept.push(aborted);
            settle().await;
            drop(timeout(SECOND, joined).await);
            timed_out.await.ok();
            detach(count(fate));
            pending::<()>().await;
        });
        deadlock.unwrap_err();
        assert_eq!(futures.left(), 0, "{fate:?}");
    }
    assert_eq!(futures.0.get(), 3 * 7);
    // These are the outputs of tasks whose handles were kept. One of the tasks had time
    // to finish.
    assert_eq!(outputs.left(), 1);
    drop(kept);
    assert_eq!(outputs.left(), 0);
    assert!(outputs.0.get() > 0);
}

#[test]
fn the_output_of_a_detached_task_is_dropped_when_the_task_ends() {
    run(async {
        let alive = Rc::new(());
        let output = Rc::clone(&alive);
        detach(async move { output });
        settle().await;
        assert_eq!(Rc::strong_count(&alive), 1);
    });
}

#[test]
fn a_future_is_dropped_when_it_is_done_not_when_its_handle_is_dropped() {
    run(async {
        let alive = Rc::new(());
        let kept = Rc::clone(&alive);
        let task = spawn(poll_fn(move |_| {
            let _kept = &kept;
            Poll::Ready(())
        }));
        settle().await;
        assert_eq!(Rc::strong_count(&alive), 1);
        drop(task);
    });
}

#[test]
fn a_loop_that_has_ended_keeps_nothing_of_its_tasks_wherever_their_wakers_are() {
    let (alive, spy) = (Rc::new(()), Spy::default());
    let kept = Rc::clone(&alive);
    run(async {
        let spy = spy.clone();
        detach(async move {
            spy.await;
            drop(kept);
        });
        settle().await;
    });
    assert_eq!(Rc::strong_count(&alive), 1);
    spy.waker().wake();
}

/// Each loop has file descriptors, which stay open if the loop is leaked.
#[cfg(unix)]
#[test]
fn a_thousand_loops_leave_nothing_behind() {
    const LOOPS: usize = 1_000;
    // Other tests open files at the same time, but not this many.
    let open = || std::fs::read_dir("/dev/fd").unwrap().count();
    let before = open();
    for _ in 0..LOOPS {
        let spy = Spy::default();
        let ended = block_on_virtual(async {
            // Wakers in all places where they can be: timers, handles, sockets, joins, the
            // ready queue, and the mailbox.
            let task = spawn(join_all([spawn(timeout(SECOND, spy.clone()))]));
            detach(async {
                let any = "127.0.0.1:0".parse().unwrap();
                let listener = executor::net::TcpListener::bind(any).unwrap();
                assert!(timeout(SECOND, listener.accept()).await.is_err());
                sleep(3 * SECOND).await;
            });
            settle().await;
            detach(task);
            yield_now().await;
            let waker = spy.waker();
            let mailed = waker.clone();
            std::thread::spawn(move || mailed.wake()).join().unwrap();
            waker.wake();
        });
        ended.unwrap();
        spy.waker().wake();
    }
    assert!(open() < before + LOOPS / 2);
}

#[cfg(unix)]
#[test]
fn wakers_handles_and_sleeps_that_outlive_their_loop_hold_no_file_descriptor() {
    const LOOPS: usize = 1_000;
    // Other tests open files at the same time, but not this many.
    let open = || std::fs::read_dir("/dev/fd").unwrap().count();
    let before = open();
    let mut kept = Vec::new();
    for _ in 0..LOOPS {
        let spy = Spy::default();
        let left = run(async {
            // The first socket opens the loop's descriptors.
            let any = "127.0.0.1:0".parse().unwrap();
            drop(executor::net::TcpListener::bind(any).unwrap());
            let waiting = spawn(spy.clone());
            settle().await;
            (waiting, spawn(async {}), sleep(SECOND))
        });
        kept.push((spy, left));
    }
    assert!(open() < before + LOOPS / 2);
}

#[test]
fn tasks_that_hold_each_others_handles_are_dropped() {
    let alive = Rc::new(());
    let (first_kept, second_kept) = (Rc::clone(&alive), Rc::clone(&alive));
    let deadlock = block_on_virtual(async {
        let first: Rc<RefCell<Option<JoinHandle<()>>>> = Rc::default();
        let taken = Rc::clone(&first);
        let second = spawn(async move {
            let first = taken.take().unwrap();
            first.await.unwrap();
            drop(second_kept);
        });
        first.replace(Some(spawn(async move {
            second.await.unwrap();
            drop(first_kept);
        })));
        pending::<()>().await;
    });
    deadlock.unwrap_err();
    assert_eq!(Rc::strong_count(&alive), 1);
}

#[test]
fn a_task_that_holds_its_own_handle_is_dropped() {
    let alive = Rc::new(());
    let kept = Rc::clone(&alive);
    run(async {
        let own: Rc<RefCell<Option<JoinHandle<()>>>> = Rc::default();
        let taken = Rc::clone(&own);
        own.replace(Some(spawn(async move {
            let _own = taken.take();
            pending::<()>().await;
            drop(kept);
        })));
        settle().await;
    });
    assert_eq!(Rc::strong_count(&alive), 1);
}

#[test]
fn a_sleep_that_outlives_its_loop_keeps_its_waker_until_it_is_dropped() {
    let (wakes, waker) = crate::support::Wakes::new();
    let nap = run(async {
        let mut nap = sleep(SECOND);
        assert!(poll_with(&mut nap, &waker).is_pending());
        nap
    });
    assert_eq!(wakes.wakers(), 2);
    drop(nap);
    assert_eq!(wakes.wakers(), 1);
    assert_eq!(Arc::strong_count(&wakes), 2);
}

#[test]
fn a_hundred_thousand_tasks_one_after_another_need_one_place() {
    let deadlock = block_on_virtual(async {
        for _ in 0..100_000 {
            spawn(async {}).await.unwrap();
        }
        sleep(MILLI).await;
        detach(pending::<()>());
        pending::<()>().await;
    });
    let numbers =
        deadlock.unwrap_err().waiting.into_iter().map(|(number, _)| number);
    assert!(numbers.eq([0, 1]));
}
