//! Reentrancy: what a poll, a destructor, and a custom waker may do to the running
//! loop.

use crate::support::{
    Hooked, OnDrop, SECOND, Spy, detach, panic_of, poll_with, real, refusal, run,
    settle,
};
use executor::net::{TcpListener, TcpStream};
use executor::{
    JoinHandle, Sleep, block_on, block_on_virtual, elapsed, join_all, sleep, spawn,
    yield_now,
};
use std::cell::{Cell, RefCell};
use std::future::{pending, poll_fn};
use std::task::{Poll, RawWaker, RawWakerVTable, Waker};
use std::{pin::Pin, rc::Rc, sync::Arc, sync::mpsc, thread};

const REFUSED: &str =
    "block_on inside a poll would block the running loop: use .await instead";

#[test]
fn block_on_inside_a_task_is_refused_and_the_loop_keeps_running() {
    run(async {
        let task = spawn(async { block_on(sleep(SECOND)) });
        assert_eq!(panic_of(task.await), REFUSED);
        let task = spawn(async { block_on_virtual(sleep(SECOND)).is_ok() });
        assert_eq!(panic_of(task.await), REFUSED);
        sleep(SECOND).await;
        assert_eq!(elapsed(), SECOND);
    });
}

#[test]
fn block_on_inside_the_main_future_is_refused_and_its_future_is_dropped() {
    run(async {
        let alive = Rc::new(());
        let kept = Rc::clone(&alive);
        assert_eq!(refusal(|| block_on(async move { drop(kept) })), REFUSED);
        assert_eq!(Rc::strong_count(&alive), 1);
        sleep(SECOND).await;
        assert_eq!(spawn(async { 7 }).await.unwrap(), 7);
    });
}

#[test]
fn a_poll_may_spawn_wake_abort_and_drop() {
    run(async {
        let spy = Spy::default();
        let other = spawn(spy.clone());
        let handle = spawn(pending::<()>());
        settle().await;
        let mut nap = Some(sleep(SECOND));
        let mut handle = Some(handle);
        let log = Rc::new(Cell::new(0));
        let count = Rc::clone(&log);
        poll_fn(move |cx| {
            if let Some(mut nap) = nap.take() {
                assert!(poll_with(&mut nap, cx.waker()).is_pending());
                drop(nap);
                spy.waker().wake();
                cx.waker().wake_by_ref();
                let count = Rc::clone(&count);
                detach(async move { count.set(count.get() + 1) });
                let handle = handle.take().unwrap();
                handle.abort();
                drop(handle);
                return Poll::Pending;
            }
            Poll::Ready(())
        })
        .await;
        settle().await;
        assert_eq!(log.get(), 1);
        assert!(!other.is_finished());
    });
}

#[test]
fn a_destructor_may_spawn_while_the_loop_runs() {
    run(async {
        let count = Rc::new(Cell::new(0));
        let spawner = || {
            let count = Rc::clone(&count);
            OnDrop(move || {
                let count = Rc::clone(&count);
                detach(async move { count.set(count.get() + 1) });
            })
        };
        let (in_aborted, in_output, in_panicked) = (spawner(), spawner(), spawner());
        let aborted = spawn(async move {
            let _in_aborted = in_aborted;
            pending::<()>().await;
        });
        yield_now().await;
        aborted.abort();
        detach(async move { in_output });
        detach(async move {
            let _in_panicked = in_panicked;
            panic!("on purpose");
        });
        settle().await;
        assert_eq!(count.get(), 3);
    });
}

#[test]
fn a_tasks_destructor_may_wake_and_abort_its_own_task() {
    run(async {
        let own: Rc<RefCell<Option<JoinHandle<()>>>> = Rc::default();
        let (spy, within) = (Spy::default(), Rc::clone(&own));
        let its_waker = spy.clone();
        own.replace(Some(spawn(async move {
            let _at_the_end = OnDrop(move || {
                its_waker.waker().wake();
                within.borrow().as_ref().unwrap().abort();
            });
            spy.await;
        })));
        yield_now().await;
        own.borrow().as_ref().unwrap().abort();
        settle().await;
        assert!(own.borrow().as_ref().unwrap().is_finished());
        // The place that was freed is reused.
        assert_eq!(spawn(async { 7 }).await.unwrap(), 7);
    });
}

thread_local! {
    static SPY: Spy = Spy::default();
    static NAPS: RefCell<Vec<Sleep>> = const { RefCell::new(Vec::new()) };
    static CALLS: Cell<u32> = const { Cell::new(0) };
}

/// Everything that user code can do to a running loop.
fn reenter() {
    CALLS.set(CALLS.get() + 1);
    SPY.with(Spy::waker).wake();
    let mut nap = sleep(SECOND);
    assert!(poll_with(&mut nap, Waker::noop()).is_pending());
    let task = spawn(nap);
    task.abort();
    drop(task);
    NAPS.take();
    drop(TcpListener::bind("127.0.0.1:0".parse().unwrap()).unwrap());
    assert_eq!(refusal(|| block_on(async {})), REFUSED);
}

/// A waker that uses the loop when it is called and when it is dropped.
fn hooked() -> Waker {
    Waker::from(Arc::new(Hooked { on_wake: reenter, on_drop: reenter }))
}

#[track_caller]
fn reentered<T>(times: u32, f: impl FnOnce() -> T) -> T {
    CALLS.set(0);
    let result = f();
    assert_eq!(CALLS.get(), times);
    result
}

/// Starts the task that user code wakes.
async fn start() {
    detach(SPY.with(Spy::clone));
    yield_now().await;
}

#[test]
fn the_waker_of_a_sleep_may_use_the_loop() {
    run(async {
        start().await;
        let mut nap = sleep(SECOND);
        assert!(poll_with(&mut nap, &hooked()).is_pending());
        let replaced = || poll_with(&mut nap, Waker::noop());
        assert!(reentered(1, replaced).is_pending());

        assert!(poll_with(&mut nap, &hooked()).is_pending());
        reentered(1, || drop(nap));

        let mut nap = sleep(SECOND);
        assert!(poll_with(&mut nap, &hooked()).is_pending());
        CALLS.set(0);
        sleep(2 * SECOND).await;
        assert_eq!(CALLS.get(), 2, "woken and dropped");
    });
}

#[test]
fn a_sleeps_waker_may_drop_other_sleeps_that_are_due_with_it() {
    run(async {
        start().await;
        let naps = [(); 3].map(|()| {
            let mut nap = sleep(SECOND);
            assert!(poll_with(&mut nap, &hooked()).is_pending());
            nap
        });
        NAPS.with_borrow_mut(|it| it.extend(naps));
        CALLS.set(0);
        sleep(2 * SECOND).await;
        assert_eq!(CALLS.get(), 6);
    });
}

#[test]
fn the_waker_of_a_handle_may_use_the_loop() {
    run(async {
        start().await;
        let spy = Spy::default();
        let mut task = spawn(spy.clone());
        assert!(poll_with(&mut task, &hooked()).is_pending());
        let replaced = || poll_with(&mut task, Waker::noop());
        assert!(reentered(1, replaced).is_pending());

        assert!(poll_with(&mut task, &hooked()).is_pending());
        CALLS.set(0);
        settle().await;
        spy.finish();
        spy.waker().wake();
        settle().await;
        assert_eq!(CALLS.get(), 2, "woken and dropped");
        assert!(task.is_finished());
    });
}

#[test]
fn the_waker_of_an_aborted_task_may_use_the_loop() {
    run(async {
        start().await;
        let mut task = spawn(pending::<()>());
        assert!(poll_with(&mut task, &hooked()).is_pending());
        CALLS.set(0);
        task.abort();
        drop(task);
        settle().await;
        assert_eq!(CALLS.get(), 2, "woken and dropped");
    });
}

#[test]
fn the_waker_of_a_socket_may_use_the_loop() {
    real(async {
        start().await;
        let listener = TcpListener::bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let address = listener.local_addr().unwrap();
        let client = TcpStream::connect(address).await.unwrap();
        let (stream, _) = listener.accept().await.unwrap();
        let mut byte = [0];
        {
            let mut read = Box::pin(stream.read(&mut byte));
            assert!(poll_with(&mut read, &hooked()).is_pending());
            let replaced = || poll_with(&mut read, Waker::noop());
            assert!(reentered(1, replaced).is_pending());
            assert!(poll_with(&mut read, &hooked()).is_pending());
            reentered(1, || drop(read));
        }
        let mut read = Box::pin(stream.read(&mut byte));
        assert!(poll_with(&mut read, &hooked()).is_pending());
        CALLS.set(0);
        client.write_all(b"x").await.unwrap();
        while CALLS.get() < 2 {
            yield_now().await;
        }
        assert!(poll_with(&mut read, Waker::noop()).is_ready());
    });
}

#[test]
fn the_waker_of_join_all_may_use_the_loop() {
    run(async {
        start().await;
        let child = Spy::default();
        let mut all = Box::pin(join_all([child.clone()]));
        assert!(poll_with(&mut all, &hooked()).is_pending());
        let replaced = || poll_with(&mut all, Waker::noop());
        assert!(reentered(1, replaced).is_pending());
        assert!(poll_with(&mut all, &hooked()).is_pending());
        reentered(2, || child.waker().wake());
        assert!(poll_with(&mut all, &hooked()).is_pending());
        reentered(1, || drop((all, child)));
    });
}

#[test]
fn the_waker_of_join_all_may_wake_its_children_when_it_is_dropped() {
    let (sender, polls) = mpsc::channel();
    // Runs on its own thread, because dropping a waker under the lock would wait
    // forever.
    thread::spawn(move || {
        let mut all = Box::pin(join_all([SPY.with(Spy::clone)]));
        let on_drop = || SPY.with(Spy::waker).wake();
        let hooked = Waker::from(Arc::new(Hooked { on_wake: || (), on_drop }));
        assert!(poll_with(&mut all, &hooked).is_pending());
        drop(hooked);
        for _ in 0..3 {
            assert!(poll_with(&mut all, Waker::noop()).is_pending());
        }
        sender.send(SPY.with(Spy::polls)).unwrap();
    });
    assert_eq!(polls.recv_timeout(20 * SECOND), Ok(2));
}

thread_local!(static IS_CLONED: Cell<bool> = const { Cell::new(false) });

/// A waker whose `clone` wakes a child. Only a handwritten vtable can do that.
#[expect(
    unsafe_code,
    reason = "a safe waker runs no foreign code when it is cloned"
)]
fn waker_that_wakes_when_cloned() -> Waker {
    fn clone(_: *const ()) -> RawWaker {
        IS_CLONED.set(true);
        SPY.with(Spy::waker).wake();
        RawWaker::new(std::ptr::null(), &VTABLE)
    }
    static VTABLE: RawWakerVTable =
        RawWakerVTable::new(clone, |_| (), |_| (), |_| ());
    // SAFETY: the functions of the vtable do not use the pointer.
    unsafe { Waker::new(std::ptr::null(), &VTABLE) }
}

#[test]
fn the_waker_of_join_all_may_wake_its_children_when_it_is_cloned() {
    let (sender, polls) = mpsc::channel();
    // Runs on its own thread, because cloning a waker under the lock would wait
    // forever.
    thread::spawn(move || {
        let mut all = Box::pin(join_all([SPY.with(Spy::clone)]));
        assert!(poll_with(&mut all, Waker::noop()).is_pending());
        let waker = waker_that_wakes_when_cloned();
        for _ in 0..3 {
            assert!(poll_with(&mut all, &waker).is_pending());
            SPY.with(Spy::waker).wake();
        }
        sender.send((IS_CLONED.get(), SPY.with(Spy::polls))).unwrap();
    });
    assert_eq!(polls.recv_timeout(20 * SECOND), Ok((true, 4)));
}

#[test]
fn a_waker_that_remains_when_its_loop_ends_is_dropped_outside_the_loop() {
    thread_local!(static IS_DROPPED: Cell<bool> = const { Cell::new(false) });
    let wake = || unreachable!("it is never woken");
    let at_the_end = || {
        IS_DROPPED.set(true);
        // Here, the waker runs its own loop.
        run(sleep(SECOND));
    };
    let left = Waker::from(Arc::new(Hooked { on_wake: wake, on_drop: at_the_end }));
    block_on(async move {
        let mut task = spawn(async move {
            let mut nap = sleep(3_600 * SECOND);
            poll_fn(|_| poll_with(&mut nap, &left)).await;
        });
        assert!(poll_with(&mut task, Waker::noop()).is_pending());
        yield_now().await;
    });
    assert!(IS_DROPPED.get());
}

#[test]
fn a_waker_may_poll_the_future_that_it_wakes() {
    // This executor polls inside the wake, so the polls happen within the loop's phases.
    thread_local!(static TASK: RefCell<Option<JoinHandle<()>>> = const { RefCell::new(None) });
    thread_local!(static NAP: RefCell<Option<Sleep>> = const { RefCell::new(None) });
    thread_local!(static DONE: Cell<u32> = const { Cell::new(0) });
    fn poll_both() {
        let mut is_done = TASK
            .take()
            .is_some_and(|mut it| poll_with(&mut it, Waker::noop()).is_ready());
        is_done |= NAP
            .take()
            .is_some_and(|mut it| poll_with(&mut it, Waker::noop()).is_ready());
        DONE.set(DONE.get() + u32::from(is_done));
    }
    let inline =
        || Waker::from(Arc::new(Hooked { on_wake: poll_both, on_drop: || () }));
    run(async {
        let mut nap = sleep(SECOND);
        assert!(poll_with(&mut nap, &inline()).is_pending());
        NAP.set(Some(nap));
        sleep(2 * SECOND).await;
        assert_eq!(DONE.get(), 1);

        let mut task = spawn(async {});
        assert!(poll_with(&mut task, &inline()).is_pending());
        TASK.set(Some(task));
        settle().await;
        assert_eq!(DONE.get(), 2);
    });
}

#[test]
fn the_virtual_clock_sees_the_timers_that_a_sockets_waker_sets() {
    thread_local! {
        static TASK: RefCell<Option<Pin<Box<dyn Future<Output = ()>>>>> =
            const { RefCell::new(None) };
    }
    fn poll_at_once() {
        let inline = Hooked { on_wake: poll_at_once, on_drop: || () };
        if let Some(mut task) = TASK.take()
            && poll_with(&mut task, &Waker::from(Arc::new(inline))).is_pending()
        {
            TASK.set(Some(task));
        }
    }
    run(async {
        let listener = TcpListener::bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let address = listener.local_addr().unwrap();
        let client = TcpStream::connect(address).await.unwrap();
        let (stream, _) = listener.accept().await.unwrap();
        let (stream, ended) = (Rc::new(stream), Rc::new(Cell::new(None)));
        let (reading, result) = (Rc::clone(&stream), Rc::clone(&ended));
        TASK.set(Some(Box::pin(async move {
            reading.read(&mut [0; 16]).await.unwrap();
            sleep(SECOND).await;
            result.set(Some(elapsed()));
        })));
        poll_at_once();
        client.write_all(b"x").await.unwrap();
        while stream.peek(&mut [0]).is_err() {}
        sleep(2 * SECOND).await;
        assert_eq!(ended.get(), Some(SECOND));
    });
}
