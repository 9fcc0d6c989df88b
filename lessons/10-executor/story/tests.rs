//! What each step can do.

use crate::steps::{
    s1_poll_by_hand, s2_waker, s3_ready_queue, s4_timers, s5_reactor, s6_places,
};
use executor::yield_now;
use std::cell::{Cell, RefCell};
use std::future::{pending, poll_fn, ready};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::sync::mpsc;
use std::task::{Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

const SECOND: Duration = Duration::from_secs(1);

/// A future that wakes itself, and is ready at the given poll.
fn ready_at(number: u32, polls: &Cell<u32>) -> impl Future<Output = ()> {
    poll_fn(move |cx| {
        polls.set(polls.get() + 1);
        cx.waker().wake_by_ref();
        if polls.get() < number { Poll::Pending } else { Poll::Ready(()) }
    })
}

#[test]
fn step_1_polls_until_the_future_is_ready() {
    let polls = Cell::new(0);
    s1_poll_by_hand::block_on(ready_at(5, &polls));
    assert_eq!(polls.get(), 5);
    assert_eq!(s1_poll_by_hand::block_on(ready(7)), 7);
}

#[test]
fn step_2_polls_once_for_each_wake() {
    let polls = Cell::new(0);
    s2_waker::block_on(ready_at(5, &polls));
    assert_eq!(polls.get(), 5);
}

#[test]
fn step_2_is_woken_by_another_thread() {
    let (sender, wakers) = mpsc::channel::<Waker>();
    let other = thread::spawn(move || wakers.recv().map(Waker::wake));
    let mut polls = 0;
    let woken = poll_fn(|cx| {
        polls += 1;
        if polls == 2 {
            return Poll::Ready(());
        }
        sender.send(cx.waker().clone()).expect("the other thread waits for it");
        Poll::Pending
    });
    s2_waker::block_on(woken);
    assert_eq!(polls, 2);
    assert!(other.join().is_ok_and(|woke| woke.is_ok()));
}

#[test]
fn step_2_sees_a_wake_even_if_the_poll_uses_up_the_threads_token() {
    let mut polls = 0;
    let parks = poll_fn(|cx| {
        polls += 1;
        if polls == 2 {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        thread::current().unpark();
        thread::park();
        Poll::Pending
    });
    s2_waker::block_on(parks);
    assert_eq!(polls, 2);
}

#[test]
fn step_3_polls_tasks_in_the_order_of_their_wakes() {
    let event_loop = s3_ready_queue::EventLoop::default();
    let order = Rc::new(RefCell::new(Vec::new()));
    let (handle, log) = (event_loop.clone(), Rc::clone(&order));
    event_loop.block_on(async move {
        let task = |name| {
            let log = Rc::clone(&log);
            let mut half = 0;
            handle.spawn(poll_fn(move |cx| {
                half += 1;
                log.borrow_mut().push((name, half));
                cx.waker().wake_by_ref();
                if half < 2 { Poll::Pending } else { Poll::Ready(name) }
            }))
        };
        let (one, two) = (task("one"), task("two"));
        assert_eq!((one.await, two.await), ("one", "two"));
    });
    assert_eq!(*order.borrow(), [("one", 1), ("two", 1), ("one", 2), ("two", 2)]);
}

#[test]
fn step_3_does_not_poll_a_task_that_was_not_woken() {
    let event_loop = s3_ready_queue::EventLoop::default();
    let polls = Rc::new(Cell::new(0));
    let (handle, count) = (event_loop.clone(), Rc::clone(&polls));
    event_loop.block_on(async move {
        let sleeper = poll_fn(move |_| {
            count.set(count.get() + 1);
            Poll::<()>::Pending
        });
        drop(handle.spawn(sleeper));
        for _ in 0..10 {
            ready_at(2, &Cell::new(0)).await;
        }
    });
    assert_eq!(polls.get(), 1);
}

#[test]
fn step_3_drops_the_remaining_tasks() {
    let event_loop = s3_ready_queue::EventLoop::default();
    let left = Rc::new(());
    let (handle, guard) = (event_loop.clone(), Rc::clone(&left));
    event_loop.block_on(async move {
        drop(handle.spawn(async move {
            pending::<()>().await;
            drop(guard);
        }));
    });
    assert_eq!(Rc::strong_count(&left), 1);
}

/// Waits forever and owns a clone of its loop, which forms a cycle until the task is
/// dropped.
async fn left_task<L: 'static>(on: L, guard: Rc<()>) {
    pending::<()>().await;
    drop((on, guard));
}

#[test]
fn step_3_drops_the_remaining_tasks_after_a_panic() {
    let event_loop = s3_ready_queue::EventLoop::default();
    let left = Rc::new(());
    let (on, guard) = (event_loop.clone(), Rc::clone(&left));
    let main = async move {
        drop(on.spawn(left_task(on.clone(), guard)));
        ready_at(2, &Cell::new(0)).await;
        panic!("on purpose");
    };
    let end = catch_unwind(AssertUnwindSafe(|| event_loop.block_on::<()>(main)));
    assert!(end.is_err());
    assert_eq!(Rc::strong_count(&left), 1);
}

fn virtual_loop() -> s4_timers::EventLoop {
    s4_timers::EventLoop::new(s4_timers::Clock::Virtual(Duration::ZERO))
}

#[test]
fn step_4_runs_sleeps_at_the_same_time() {
    let event_loop = virtual_loop();
    let handle = event_loop.clone();
    let woke = event_loop.block_on(async move {
        let sleeper = |seconds| {
            let on = handle.clone();
            handle.spawn(async move {
                on.sleep(seconds * SECOND).await;
                on.now()
            })
        };
        let sleepers = [3, 1, 2].map(sleeper);
        let mut woke = Vec::new();
        for sleeper in sleepers {
            woke.push(sleeper.await);
        }
        woke
    });
    assert_eq!(woke, Ok(vec![3 * SECOND, SECOND, 2 * SECOND]));
    assert_eq!(event_loop.now(), 3 * SECOND);
}

#[test]
fn step_4_removes_the_timer_of_a_dropped_sleep() {
    let event_loop = virtual_loop();
    let handle = event_loop.clone();
    let left = event_loop.block_on(async move {
        let mut sleep = pin!(Some(handle.sleep(SECOND)));
        poll_fn(|cx| {
            let sleep = sleep.as_mut().get_mut().as_mut().expect("it is there");
            assert!(Pin::new(sleep).poll(cx).is_pending());
            Poll::Ready(())
        })
        .await;
        let before = handle.timers();
        sleep.set(None);
        (before, handle.timers())
    });
    assert_eq!(left, Ok((1, 0)));
}

#[test]
fn step_4_reports_a_deadlock_on_the_virtual_clock() {
    let stuck = virtual_loop().block_on(pending::<()>());
    assert_eq!(stuck, Err(s4_timers::Deadlock(1)));
}

#[test]
fn step_4_drops_the_remaining_tasks_after_a_deadlock() {
    let event_loop = virtual_loop();
    let left = Rc::new(());
    let (on, guard) = (event_loop.clone(), Rc::clone(&left));
    let stuck = event_loop.block_on(async move {
        drop(on.spawn(left_task(on.clone(), Rc::clone(&guard))));
        left_task(on, guard).await;
    });
    assert_eq!(stuck, Err(s4_timers::Deadlock(2)));
    assert_eq!(Rc::strong_count(&left), 1);
}

#[test]
fn step_4_sleeps_for_the_longest_duration() {
    let event_loop = virtual_loop();
    event_loop.block_on(event_loop.sleep(SECOND)).expect("there is a timer");
    let longest = event_loop.sleep(Duration::MAX);
    assert_eq!(event_loop.block_on(longest), Ok(()));
    assert_eq!(event_loop.now(), Duration::MAX);
}

#[test]
fn step_4_never_wakes_early_on_the_real_clock() {
    let start = Instant::now();
    let event_loop = s4_timers::EventLoop::new(s4_timers::Clock::Real(start));
    let limit = Duration::from_millis(20);
    assert_eq!(event_loop.block_on(event_loop.sleep(limit)), Ok(()));
    assert!(start.elapsed() >= limit);
}

#[test]
fn step_4_is_woken_by_another_thread_while_a_timer_is_far_away() {
    let event_loop =
        s4_timers::EventLoop::new(s4_timers::Clock::Real(Instant::now()));
    let handle = event_loop.clone();
    let woken = event_loop.block_on(async move {
        drop(handle.spawn(handle.sleep(3600 * SECOND)));
        let mut polls = 0;
        poll_fn(|cx| {
            polls += 1;
            let waker = cx.waker().clone();
            match polls {
                1 => drop(thread::spawn(move || waker.wake())),
                _ => return Poll::Ready(()),
            }
            Poll::Pending
        })
        .await;
        polls
    });
    assert_eq!(woken, Ok(2));
}

#[test]
fn step_5_reads_everything_that_comes() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port on loopback");
    let server = listener.local_addr().expect("it has an address");
    let peer = thread::spawn(move || {
        let (mut stream, _) = listener.accept()?;
        let mut request = [0; 4];
        stream.read_exact(&mut request)?;
        stream.write_all(&request)
    });
    let clock = s5_reactor::Clock::Real(Instant::now());
    let event_loop =
        s5_reactor::EventLoop::new(clock).expect("the system has file descriptors");
    let on = event_loop.clone();
    let echoed = event_loop.block_on(async move {
        let stream = s5_reactor::TcpStream::connect(&on, server).await?;
        stream.write(b"ping").await?;
        let (mut text, mut buffer) = (Vec::new(), [0; 3]);
        loop {
            match stream.read(&mut buffer).await? {
                0 => return Ok::<_, std::io::Error>(text),
                read => text.extend_from_slice(&buffer[..read]),
            }
        }
    });
    assert_eq!(echoed.expect("no deadlock").expect("an echo"), b"ping");
    assert!(peer.join().is_ok_and(|served| served.is_ok()));
}

#[test]
fn step_5_reports_a_refused_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port on loopback");
    let unused = listener.local_addr().expect("it has an address");
    drop(listener);
    let clock = s5_reactor::Clock::Real(Instant::now());
    let event_loop =
        s5_reactor::EventLoop::new(clock).expect("the system has file descriptors");
    let on = event_loop.clone();
    let refused = event_loop.block_on(async move {
        s5_reactor::TcpStream::connect(&on, unused).await.map(drop)
    });
    let error = refused.expect("no deadlock").expect_err("no program listens there");
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionRefused);
}

#[test]
fn step_5_reports_a_deadlock_on_the_virtual_clock() {
    let clock = s5_reactor::Clock::Virtual(Duration::ZERO);
    let event_loop =
        s5_reactor::EventLoop::new(clock).expect("the system has file descriptors");
    let stuck = event_loop.block_on(pending::<()>());
    assert_eq!(stuck, Err(s5_reactor::Deadlock(1)));
}

#[test]
fn step_5_drops_the_remaining_tasks_after_a_deadlock() {
    let clock = s5_reactor::Clock::Virtual(Duration::ZERO);
    let event_loop =
        s5_reactor::EventLoop::new(clock).expect("the system has file descriptors");
    let left = Rc::new(());
    let (on, guard) = (event_loop.clone(), Rc::clone(&left));
    let stuck = event_loop.block_on(async move {
        drop(on.spawn(left_task(on.clone(), Rc::clone(&guard))));
        left_task(on, guard).await;
    });
    assert_eq!(stuck, Err(s5_reactor::Deadlock(2)));
    assert_eq!(Rc::strong_count(&left), 1);
}

fn step_6() -> s6_places::EventLoop {
    let clock = s6_places::Clock::Virtual(Duration::ZERO);
    s6_places::EventLoop::new(clock).expect("the system has file descriptors")
}

/// Counts its polls, passes on its waker at the first one, and is never ready.
async fn counted(polls: Rc<Cell<u32>>, wakers: mpsc::Sender<Waker>) {
    poll_fn(|cx| {
        if polls.replace(polls.get() + 1) == 0 {
            wakers.send(cx.waker().clone()).expect("it is received");
        }
        Poll::<()>::Pending
    })
    .await;
}

#[test]
fn step_6_puts_only_wakes_of_other_threads_into_the_mailbox() {
    let event_loop = step_6();
    let (on, polls) = (event_loop.clone(), Rc::new(Cell::new(0)));
    let ended = event_loop.block_on(async move {
        let (sender, wakers) = mpsc::channel();
        drop(on.spawn(counted(Rc::clone(&polls), sender)));
        yield_now().await;
        let waker = wakers.recv().expect("it was polled");
        waker.wake_by_ref();
        waker.wake_by_ref();
        assert_eq!(on.mail(), 0);
        yield_now().await;
        assert_eq!(polls.get(), 2);
        let other = thread::spawn(move || waker.wake());
        other.join().expect("it only wakes");
        assert_eq!((on.mail(), polls.get()), (1, 2));
        yield_now().await;
        yield_now().await;
        assert_eq!((on.mail(), polls.get()), (0, 3));
    });
    assert_eq!(ended, Ok(()));
}

#[test]
fn step_6_does_not_wake_the_next_task_in_the_place_of_an_old_waker() {
    let event_loop = step_6();
    let (on, polls) = (event_loop.clone(), Rc::new(Cell::new(0)));
    let count = Rc::clone(&polls);
    let old = poll_fn(|cx| Poll::Ready(cx.waker().clone()));
    let ended = event_loop.block_on(async move {
        let old = on.spawn(old).await;
        let (sender, _wakers) = mpsc::channel();
        drop(on.spawn(counted(count, sender)));
        for _ in 0..3 {
            old.wake_by_ref();
            let waker = old.clone();
            thread::spawn(|| waker.wake()).join().expect("it only wakes");
            yield_now().await;
            yield_now().await;
        }
        old
    });
    assert_eq!(polls.get(), 1);
    // The loop is used again. A third task now occupies the old waker's place, and is
    // polled once.
    let (on, count) = (event_loop.clone(), Rc::clone(&polls));
    let old = ended.expect("the main task wakes itself");
    let again = event_loop.block_on(async move {
        let (sender, _wakers) = mpsc::channel();
        drop(on.spawn(counted(Rc::default(), sender.clone())));
        drop(on.spawn(counted(count, sender)));
        old.wake();
        yield_now().await;
        yield_now().await;
    });
    assert_eq!((again, polls.get()), (Ok(()), 2));
}

#[test]
fn step_6_is_woken_by_another_thread_while_it_sleeps() {
    let clock = s6_places::Clock::Real(Instant::now());
    let event_loop =
        s6_places::EventLoop::new(clock).expect("the system has file descriptors");
    let mut polls = 0;
    let woken = event_loop.block_on(poll_fn(move |cx| {
        polls += 1;
        if polls == 100 {
            return Poll::Ready(());
        }
        let waker = cx.waker().clone();
        thread::spawn(|| waker.wake());
        Poll::Pending
    }));
    assert_eq!(woken, Ok(()));
}

#[test]
fn step_6_gives_a_task_one_waker_for_all_its_polls() {
    let mut first: Option<Waker> = None;
    let will_wake = step_6().block_on(poll_fn(move |cx| {
        if let Some(first) = &first {
            return Poll::Ready(first.will_wake(cx.waker()));
        }
        cx.waker().wake_by_ref();
        first = Some(cx.waker().clone());
        Poll::Pending
    }));
    assert_eq!(will_wake, Ok(true));
}

#[test]
fn step_6_drops_the_remaining_tasks_however_it_ends() {
    let left = Rc::new(());
    for panics in [false, true] {
        let event_loop = step_6();
        let (on, guard) = (event_loop.clone(), Rc::clone(&left));
        let main = async move {
            drop(on.spawn(left_task(on.clone(), Rc::clone(&guard))));
            yield_now().await;
            assert!(!panics, "on purpose");
            left_task(on, guard).await;
        };
        let end = catch_unwind(AssertUnwindSafe(|| event_loop.block_on(main)));
        match end {
            Ok(stuck) => assert_eq!(stuck, Err(s6_places::Deadlock(2))),
            Err(_) => assert!(panics),
        }
        assert_eq!(Rc::strong_count(&left), 1);
    }
}

#[test]
fn step_6_reads_what_another_task_waits_for() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port on loopback");
    let server = listener.local_addr().expect("it has an address");
    let peer = thread::spawn(move || {
        let (mut stream, _) = listener.accept()?;
        let mut request = [0; 4];
        stream.read_exact(&mut request)?;
        stream.write_all(&request)
    });
    let event_loop = step_6();
    let on = event_loop.clone();
    let echoed = event_loop.block_on(async move {
        let stream = s6_places::TcpStream::connect(&on, server).await?;
        stream.write(b"ping").await?;
        let (mut text, mut buffer) = (Vec::new(), [0; 3]);
        loop {
            match stream.read(&mut buffer).await? {
                0 => return Ok::<_, std::io::Error>(text),
                read => text.extend_from_slice(&buffer[..read]),
            }
        }
    });
    assert_eq!(echoed.expect("no deadlock").expect("an echo"), b"ping");
    assert!(peer.join().is_ok_and(|served| served.is_ok()));
}
