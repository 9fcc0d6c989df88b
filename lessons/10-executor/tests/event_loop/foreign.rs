//! Futures from other crates: combinators, channels, locks, streams, and executors.

use crate::support::{SECOND, panic_of, run, settle};
use async_lock::{Barrier, Mutex, RwLock, Semaphore};
use executor::{block_on, elapsed, sleep, spawn, yield_now};
use futures::channel::{mpsc, oneshot};
use futures::future::{self, FutureExt};
use futures::stream::{self, FuturesUnordered, StreamExt};
use futures::{SinkExt, executor::LocalPool, pin_mut};
use std::{cell::Cell, rc::Rc, sync::Arc, thread};

async fn after(seconds: u32) -> u32 {
    sleep(seconds * SECOND).await;
    seconds
}

#[test]
fn the_join_of_futures_waits_for_all_at_the_same_time() {
    run(async {
        assert_eq!(futures::join!(after(2), after(1)), (2, 1));
        assert_eq!(future::join_all([3, 1].map(after)).await, [3, 1]);
        assert_eq!(elapsed(), 5 * SECOND);
    });
}

#[test]
fn the_select_of_futures_takes_the_first_and_keeps_the_other() {
    run(async {
        let (slow, fast) = (after(3).fuse(), after(1).fuse());
        pin_mut!(slow, fast);
        let mut order = Vec::new();
        for _ in 0..2 {
            futures::select! {
                seconds = slow => order.push(seconds),
                seconds = fast => order.push(seconds),
            }
        }
        assert_eq!(order, [1, 3]);
    });
}

#[test]
fn futures_unordered_yields_in_the_order_of_completion() {
    run(async {
        let unordered: FuturesUnordered<_> =
            [3, 1, 2].map(after).into_iter().collect();
        assert_eq!(unordered.collect::<Vec<_>>().await, [1, 2, 3]);
    });
}

#[test]
fn handles_and_sleeps_work_in_foreign_collections() {
    run(async {
        let tasks: FuturesUnordered<_> =
            [3, 1, 2].map(|it| spawn(after(it))).into_iter().collect();
        let order: Vec<_> = tasks.map(Result::unwrap).collect().await;
        assert_eq!(order, [1, 2, 3]);
        let mut sleeps: FuturesUnordered<_> =
            (0..1_000).map(|it| sleep(it * SECOND)).collect();
        while sleeps.next().await.is_some() {}
        assert_eq!(elapsed(), (3 + 999) * SECOND);
    });
}

#[test]
fn a_select_drops_the_loser_with_its_timer() {
    run(async {
        let (first, second) = (Box::pin(after(1)), Box::pin(after(3_600)));
        let either = future::select(first, second).await;
        assert_eq!(either.factor_first().0, 1);
        sleep(SECOND).await;
        assert_eq!(elapsed(), 2 * SECOND);
    });
}

#[test]
fn shared_and_abortable_futures_wake_all_their_tasks() {
    run(async {
        let shared = after(1).shared();
        let tasks = [(); 3].map(|()| spawn(shared.clone()));
        for task in tasks {
            assert_eq!(task.await.unwrap(), 1);
        }
        let (abortable, handle) = future::abortable(after(3_600));
        let task = spawn(abortable);
        yield_now().await;
        handle.abort();
        assert!(task.await.unwrap().is_err());
        assert_eq!(elapsed(), SECOND);
    });
}

#[test]
fn a_channel_connects_tasks_with_backpressure() {
    run(async {
        let (mut sender, receiver) = mpsc::channel(0);
        let producer = spawn(async move {
            for number in 0..100 {
                sender.send(number).await.unwrap();
            }
        });
        assert!(receiver.collect::<Vec<_>>().await.into_iter().eq(0..100));
        producer.await.unwrap();
    });
}

#[test]
fn a_oneshot_from_another_thread_arrives() {
    block_on(async {
        let (sender, receiver) = oneshot::channel();
        thread::spawn(move || sender.send(7).unwrap());
        assert_eq!(receiver.await, Ok(7));
        let (sender, receiver) = oneshot::channel::<u32>();
        thread::spawn(move || drop(sender));
        receiver.await.unwrap_err();
    });
}

#[test]
fn streams_run_with_bounded_concurrency() {
    run(async {
        let running = &Cell::new(0);
        let outputs = stream::iter([5, 1, 2, 1])
            .map(|seconds| async move {
                running.set(running.get() + 1);
                assert!(running.get() <= 2);
                let output = after(seconds).await;
                running.set(running.get() - 1);
                output
            })
            .buffer_unordered(2)
            .collect::<Vec<_>>();
        assert_eq!(outputs.await, [1, 2, 1, 5]);
        assert_eq!(elapsed(), 5 * SECOND);
    });
}

#[test]
fn a_lock_is_held_across_awaits_by_one_task_at_a_time() {
    async fn count_up<L>(lock: impl AsyncFn() -> L, add: impl Fn(&mut L)) {
        for _ in 0..10 {
            let mut locked = lock().await;
            yield_now().await;
            add(&mut locked);
        }
    }
    run(async {
        let theirs = Rc::new(Mutex::new(0));
        let of_futures = Rc::new(futures::lock::Mutex::new(0));
        let tasks = [(); 10].map(|()| {
            let (theirs, of_futures) = (Rc::clone(&theirs), Rc::clone(&of_futures));
            spawn(async move {
                count_up(async || theirs.lock().await, |it| **it += 1).await;
                count_up(async || of_futures.lock().await, |it| **it += 1).await;
            })
        });
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!((*theirs.lock().await, *of_futures.lock().await), (100, 100));
    });
}

#[test]
fn a_semaphore_a_barrier_and_a_read_write_lock_work_as_on_any_executor() {
    run(async {
        let semaphore = Rc::new(Semaphore::new(2));
        let barrier = Rc::new(Barrier::new(6));
        let lock = Rc::new(RwLock::new(0));
        let tasks = [(); 6].map(|()| {
            let (semaphore, barrier, lock) =
                (Rc::clone(&semaphore), Rc::clone(&barrier), Rc::clone(&lock));
            spawn(async move {
                let permit = semaphore.acquire().await;
                sleep(SECOND).await;
                drop(permit);
                barrier.wait().await;
                assert_eq!(elapsed(), 3 * SECOND);
                *lock.write().await += 1;
            })
        });
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(*lock.read().await, 6);
    });
}

#[test]
fn a_task_aborted_while_it_waits_for_a_lock_passes_its_turn_on() {
    run(async {
        let lock = Rc::new(Mutex::new(()));
        let held = lock.lock().await;
        let [first, second] = [(); 2].map(|()| {
            let lock = Rc::clone(&lock);
            spawn(async move { drop(lock.lock().await) })
        });
        settle().await;
        drop(held);
        // The task was woken to take the lock, but is aborted before it can.
        first.abort();
        second.await.unwrap();
    });
}

#[test]
fn tokios_channels_locks_and_notifications_need_no_tokio_runtime() {
    run(async {
        let (sender, mut receiver) = tokio::sync::mpsc::channel(1);
        let notify = Rc::new(tokio::sync::Notify::new());
        let notified = Rc::clone(&notify);
        let task = spawn(async move {
            notified.notified().await;
            // More than tokio's budget for one poll.
            for number in 0..1_000 {
                sender.send(number).await.unwrap();
            }
        });
        settle().await;
        notify.notify_one();
        for number in 0..1_000 {
            assert_eq!(receiver.recv().await, Some(number));
        }
        assert_eq!(receiver.recv().await, None);
        task.await.unwrap();
        let lock = tokio::sync::Mutex::new(0);
        let add = async || *lock.lock().await += 1;
        futures::join!(add(), add());
        assert_eq!(*lock.lock().await, 2);
    });
}

#[test]
fn tokios_select_and_join_run() {
    run(async {
        let first = tokio::select! {
            seconds = after(2) => seconds,
            seconds = after(1) => seconds,
        };
        assert_eq!(first, 1);
        assert_eq!(tokio::join!(after(2), after(1)), (2, 1));
    });
}

#[test]
fn another_executor_runs_inside_a_task() {
    run(async {
        let inner = async_executor::LocalExecutor::new();
        let task = inner.spawn(after(2));
        let other = inner.spawn(after(1));
        assert_eq!(inner.run(async { task.await + other.await }).await, 3);
        assert_eq!(elapsed(), 2 * SECOND);
    });
}

#[test]
fn a_foreign_executor_polls_futures_that_need_no_loop() {
    let mut pool = LocalPool::new();
    pool.run_until(async {
        for _ in 0..10 {
            yield_now().await;
        }
    });
}

#[test]
fn an_executor_inside_the_loop_may_poll_a_handle_and_a_sleep() {
    run(async {
        let inner = async_executor::LocalExecutor::new();
        let task = spawn(after(1));
        let inner_task =
            inner.spawn(async move { task.await.unwrap() + after(1).await });
        assert_eq!(inner.run(inner_task).await, 2);
    });
}

#[test]
fn a_panic_in_a_combinator_is_a_panic_of_its_task() {
    run(async {
        let task = spawn(async {
            futures::join!(after(1), async { panic!("inside join") })
        });
        assert_eq!(panic_of(task.await), "inside join");
        let task = spawn(async { panic!("caught") }.catch_unwind());
        assert!(task.await.unwrap().is_err());
    });
}

#[test]
fn a_waker_in_an_atomic_cell_is_replaced_while_other_threads_wake_it() {
    let cell = Arc::new(futures::task::AtomicWaker::new());
    let counter = Arc::new(std::sync::atomic::AtomicU32::new(0));
    let thread = {
        let (cell, counter) = (Arc::clone(&cell), Arc::clone(&counter));
        thread::spawn(move || {
            for _ in 0..1_000 {
                counter.fetch_add(1, std::sync::atomic::Ordering::Release);
                cell.wake();
            }
        })
    };
    crate::support::real(future::poll_fn(|cx| {
        cell.register(cx.waker());
        if counter.load(std::sync::atomic::Ordering::Acquire) == 1_000 {
            return std::task::Poll::Ready(());
        }
        std::task::Poll::Pending
    }));
    thread.join().unwrap();
}
