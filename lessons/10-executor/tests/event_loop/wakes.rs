//! Wakes: from any thread, at any time, without losing any, and without waking the
//! wrong task.

use crate::support::{
    OnDrop, SECOND, Spy, detach, real, run, settle, wake_from_a_thread,
};
use executor::{block_on, block_on_virtual, spawn, timeout, yield_now};
use futures::{SinkExt, StreamExt, channel::mpsc};
use std::cell::{Cell, RefCell};
use std::future::{pending, poll_fn};
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Poll, Waker};
use std::{mem, rc::Rc, sync, sync::Arc, thread};

#[test]
fn a_wake_from_another_thread_ends_the_sleep_of_the_loop() {
    let (wakers, to_wake) = sync::mpsc::channel::<Waker>();
    let thread = thread::spawn(move || to_wake.into_iter().for_each(Waker::wake));
    real(async {
        for _ in 0..500 {
            let mut polls = 0;
            let woken = poll_fn(|cx| {
                polls += 1;
                if polls == 2 {
                    return Poll::Ready(());
                }
                wakers.send(cx.waker().clone()).unwrap();
                Poll::Pending
            });
            woken.await;
        }
        drop(wakers);
    });
    thread.join().unwrap();
}

#[test]
fn a_wake_from_another_thread_before_the_sleep_begins_is_not_lost() {
    let mut polls = 0;
    real(poll_fn(|cx| {
        polls += 1;
        if polls > 3 {
            return Poll::Ready(());
        }
        wake_from_a_thread(cx.waker().clone());
        Poll::Pending
    }));
    assert_eq!(polls, 4);
}

#[test]
fn the_virtual_clock_sees_wakes_by_other_threads_before_it_jumps() {
    run(async {
        let (spy, mut polls) = (Spy::default(), 0);
        detach(spy.clone());
        poll_fn(|cx| {
            polls += 1;
            if polls > 3 {
                return Poll::Ready(());
            }
            wake_from_a_thread(cx.waker().clone());
            Poll::Pending
        })
        .await;
        assert_eq!(executor::elapsed().as_nanos(), 0);
        settle().await;
        assert_eq!(spy.polls(), 1);
    });
}

#[test]
fn a_task_that_is_woken_many_times_is_polled_once() {
    run(async {
        let spy = Spy::default();
        detach(spy.clone());
        settle().await;
        for _ in 0..100 {
            spy.waker().wake();
            spy.waker().wake_by_ref();
        }
        settle().await;
        assert_eq!(spy.polls(), 2);
    });
}

#[test]
fn a_task_that_is_woken_many_times_by_other_threads_is_polled_once() {
    run(async {
        let spy = Spy::default();
        detach(spy.clone());
        settle().await;
        let threads = [(); 4].map(|()| {
            let waker = spy.waker();
            thread::spawn(move || (0..100).for_each(|_| waker.wake_by_ref()))
        });
        threads.into_iter().for_each(|it| it.join().unwrap());
        settle().await;
        assert_eq!(spy.polls(), 2);
        wake_from_a_thread(spy.waker());
        settle().await;
        assert_eq!(spy.polls(), 3);
    });
}

#[test]
fn a_task_that_its_own_thread_and_another_thread_wake_is_polled_once() {
    for is_own_thread_first in [true, false] {
        run(async {
            let spy = Spy::default();
            detach(spy.clone());
            settle().await;
            if is_own_thread_first {
                spy.waker().wake();
            }
            wake_from_a_thread(spy.waker());
            spy.waker().wake();
            for _ in 0..5 {
                yield_now().await;
            }
            assert_eq!(spy.polls(), 2);
            wake_from_a_thread(spy.waker());
            settle().await;
            assert_eq!(spy.polls(), 3);
        });
    }
}

#[test]
fn a_wake_by_another_thread_joins_the_wake_that_is_already_in_the_queue() {
    run(async {
        let spy = Spy::default();
        detach(spy.clone());
        settle().await;
        let mut is_again = false;
        poll_fn(|cx| {
            if mem::replace(&mut is_again, true) {
                // The task is the next to be polled, in this turn.
                wake_from_a_thread(spy.waker());
                return Poll::Ready(());
            }
            cx.waker().wake_by_ref();
            spy.waker().wake();
            Poll::Pending
        })
        .await;
        settle().await;
        assert_eq!(spy.polls(), 2);
    });
}

#[test]
fn a_task_that_wakes_itself_is_polled_again_after_the_others() {
    let log = Rc::new(RefCell::new(Vec::new()));
    run(async {
        let tasks = ["a", "b", "c"].map(|name| {
            let log = Rc::clone(&log);
            spawn(async move {
                for _ in 0..2 {
                    log.borrow_mut().push(name);
                    yield_now().await;
                }
            })
        });
        for task in tasks {
            task.await.unwrap();
        }
    });
    assert_eq!(*log.borrow(), ["a", "b", "c", "a", "b", "c"]);
}

#[test]
fn tasks_are_polled_in_the_order_of_their_wakes() {
    run(async {
        let log = Rc::new(RefCell::new(Vec::new()));
        let wakers = Rc::new(RefCell::new(Vec::new()));
        for number in 0..4 {
            let (log, wakers) = (Rc::clone(&log), Rc::clone(&wakers));
            detach(poll_fn(move |cx| {
                log.borrow_mut().push(number);
                wakers.borrow_mut().push(cx.waker().clone());
                Poll::<()>::Pending
            }));
        }
        settle().await;
        log.borrow_mut().clear();
        for number in [2, 0, 3, 2, 1, 0] {
            wakers.borrow()[number].wake_by_ref();
        }
        settle().await;
        assert_eq!(*log.borrow(), [2, 0, 3, 1]);
    });
}

#[test]
fn a_wake_after_completion_polls_no_task() {
    run(async {
        let (done, bystander) = (Spy::default(), Spy::default());
        detach(bystander.clone());
        let task = spawn(done.clone());
        done.finish();
        task.await.unwrap();
        done.waker().wake();
        wake_from_a_thread(done.waker());
        settle().await;
        assert_eq!((done.polls(), bystander.polls()), (1, 1));
    });
}

#[test]
fn a_wake_from_a_tasks_last_poll_does_not_wake_the_next_task_in_its_place() {
    let polls = Rc::new(Cell::new(0));
    let count = Rc::clone(&polls);
    let next = poll_fn(move |_| {
        count.set(count.get() + 1);
        Poll::<()>::Pending
    });
    let deadlock = block_on_virtual(async {
        let last = spawn(poll_fn(|cx| {
            cx.waker().wake_by_ref();
            wake_from_a_thread(cx.waker().clone());
            Poll::Ready(())
        }));
        last.await.unwrap();
        detach(next);
        pending::<()>().await;
    });
    assert_eq!(polls.get(), 1);
    let numbers =
        deadlock.unwrap_err().waiting.into_iter().map(|(number, _)| number);
    assert!(numbers.eq([0, 1]), "the next task has the same place");
}

#[test]
fn a_wake_in_the_mailbox_when_its_task_ends_does_not_wake_the_next_task_in_its_place()
 {
    run(async {
        let (last, next) = (Spy::default(), Spy::default());
        let task = spawn(last.clone());
        settle().await;
        // One wake is in the ready queue, and one in the mailbox.
        last.finish();
        last.waker().wake();
        wake_from_a_thread(last.waker());
        yield_now().await;
        assert!(task.is_finished());
        detach(next.clone());
        settle().await;
        assert_eq!((last.polls(), next.polls()), (2, 1));
    });
}

#[test]
fn an_old_waker_never_wakes_later_tasks_in_its_place() {
    run(async {
        let mut old: Vec<Spy> = Vec::new();
        for _ in 0..20 {
            let new = Spy::default();
            let task = spawn(new.clone());
            settle().await;
            old.iter().for_each(|it| it.waker().wake());
            old.iter().for_each(|it| wake_from_a_thread(it.waker()));
            settle().await;
            assert_eq!(new.polls(), 1);
            new.finish();
            new.waker().wake();
            task.await.unwrap();
            old.push(new);
        }
    });
}

#[test]
fn a_wake_after_the_end_of_the_loop_does_nothing() {
    let spy = Spy::default();
    block_on(async {
        detach(spy.clone());
        yield_now().await;
    });
    spy.waker().wake();
    spy.waker().wake();
    wake_from_a_thread(spy.waker());
    assert_eq!(spy.polls(), 1);
}

#[test]
fn a_wake_after_the_end_of_the_loop_does_not_reach_the_next_loop() {
    let (old_main, old_task) = (Spy::default(), Spy::default());
    let (main, task) = (Spy::default(), Spy::default());
    let spawn_and_wait = |main: &Spy, task: &Spy| {
        let (main, task) = (main.clone(), task.clone());
        async move {
            detach(task);
            timeout(SECOND, main).await.unwrap_err();
        }
    };
    run(spawn_and_wait(&old_main, &old_task));
    run(async {
        detach(async move {
            settle().await;
            old_main.waker().wake();
            old_task.waker().wake();
            wake_from_a_thread(old_main.waker());
            wake_from_a_thread(old_task.waker());
        });
        spawn_and_wait(&main, &task).await;
    });
    // The main future is polled again when its time is up.
    assert_eq!((main.polls(), task.polls()), (2, 1));
}

#[test]
fn wakes_that_race_with_the_end_of_the_loop_are_harmless() {
    for _ in 0..20 {
        let is_over = Arc::new(AtomicBool::new(false));
        let spy = Spy::default();
        let threads = real(async {
            detach(spy.clone());
            yield_now().await;
            [(); 2].map(|()| {
                let (waker, is_over) = (spy.waker(), Arc::clone(&is_over));
                thread::spawn(move || {
                    while !is_over.load(Ordering::Relaxed) {
                        waker.wake_by_ref();
                    }
                })
            })
        });
        is_over.store(true, Ordering::Relaxed);
        threads.into_iter().for_each(|it| it.join().unwrap());
    }
}

type LastWords = OnDrop<Box<dyn FnMut()>>;

thread_local! {
    static LAST_WORDS: RefCell<Vec<LastWords>> = const { RefCell::new(Vec::new()) };
}

fn while_the_thread_exits(f: impl FnMut() + 'static) {
    LAST_WORDS.with_borrow_mut(|it| it.push(OnDrop(Box::new(f))));
}

#[test]
fn a_wake_from_a_thread_local_destructor_arrives() {
    let spy = Spy::default();
    run(async { timeout(SECOND, spy.clone()).await.unwrap_err() });
    let dead = spy.waker();
    // The loop's thread-local may be destroyed before or after this thread-local.
    for is_touched_first in [true, false] {
        let dead = dead.clone();
        let mut polls = 0;
        real(poll_fn(move |cx| {
            polls += 1;
            if polls == 2 {
                return Poll::Ready(());
            }
            let (dead, waker) = (dead.clone(), cx.waker().clone());
            let thread = thread::spawn(move || {
                if is_touched_first {
                    dead.wake_by_ref();
                }
                while_the_thread_exits(move || waker.wake_by_ref());
                dead.wake();
            });
            thread.join().unwrap();
            Poll::Pending
        }));
    }
}

#[test]
fn a_wake_on_the_loops_thread_while_it_exits_is_harmless() {
    for is_loop_first in [true, false] {
        let thread = thread::spawn(move || {
            let spy = Spy::default();
            if is_loop_first {
                block_on(yield_now());
            }
            while_the_thread_exits({
                let spy = spy.clone();
                move || spy.waker().wake()
            });
            block_on(async {
                detach(spy.clone());
                yield_now().await;
            });
        });
        thread.join().unwrap();
    }
}

#[test]
fn no_wake_is_lost_when_4_threads_wake_100_tasks() {
    real(async {
        let (senders, tasks): (Vec<_>, Vec<_>) = (0..100)
            .map(|_| {
                let (sender, receiver) = mpsc::unbounded::<u32>();
                (sender, spawn(receiver.fold(0, async |sum, it| sum + it)))
            })
            .unzip();
        let threads = [(); 4].map(|()| {
            let senders = senders.clone();
            thread::spawn(move || {
                for number in 0..50 {
                    senders.iter().for_each(|it| it.unbounded_send(number).unwrap());
                }
            })
        });
        drop(senders);
        for task in tasks {
            assert_eq!(task.await.unwrap(), 4 * (0..50).sum::<u32>());
        }
        threads.into_iter().for_each(|it| it.join().unwrap());
    });
}

#[test]
fn two_loops_on_two_threads_wake_each_other() {
    let (mut to_other, mut from_here) = mpsc::channel::<u32>(0);
    let (mut to_here, mut from_other) = mpsc::channel::<u32>(0);
    let other = thread::spawn(move || {
        real(async {
            while let Some(number) = from_here.next().await {
                to_here.send(number + 1).await.unwrap();
            }
        });
    });
    real(async {
        for number in 0..300 {
            to_other.send(number).await.unwrap();
            assert_eq!(from_other.next().await, Some(number + 1));
        }
        drop(to_other);
    });
    other.join().unwrap();
}

#[test]
fn a_task_keeps_its_waker() {
    run(async {
        let mut first: Option<Waker> = None;
        let task = spawn(poll_fn(move |cx| {
            if let Some(first) = &first {
                return Poll::Ready(first.will_wake(cx.waker()));
            }
            cx.waker().wake_by_ref();
            first = Some(cx.waker().clone());
            Poll::Pending
        }));
        assert!(task.await.unwrap());
    });
}
