//! Deadlocks on the virtual clock: when one is reported, and which tasks it lists.

use crate::support::{MILLI, SECOND, detach, run, settle};
use executor::net::TcpListener;
use executor::{Elapsed, JoinHandle, block_on_virtual, sleep, spawn, timeout};
use std::future::{pending, poll_fn};
use std::io::{Read, Write};
use std::task::{Poll, Waker};
use std::{cell::RefCell, mem, rc::Rc, sync::mpsc, thread};

#[test]
fn a_deadlock_lists_the_waiting_tasks_and_where_they_were_spawned() {
    let line = line!();
    let deadlock = block_on_virtual(async {
        let first = spawn(pending::<()>());
        detach(async { sleep(SECOND).await });
        detach(
            async { first.await.unwrap() }, // the reported line is that of `spawn`
        );
        sleep(2 * SECOND).await;
        pending::<()>().await;
    })
    .unwrap_err();
    let waiting: Vec<_> = deadlock
        .waiting
        .iter()
        .map(|(task, at)| (*task, at.line() - line))
        .collect();
    assert_eq!(waiting, [(0, 1), (1, 2), (3, 4)]);
    for (_, at) in &deadlock.waiting {
        assert!(at.file().ends_with("deadlock.rs"), "{at}");
    }
    let said = deadlock.to_string();
    let mut lines = said.lines();
    let first = "deadlock: no task is ready and no timer is set; still waiting:";
    assert_eq!(lines.next(), Some(first));
    for ((task, at), line) in deadlock.waiting.iter().zip(&mut lines) {
        assert_eq!(line, format!("  task {task}, from {at}"));
    }
    assert_eq!(lines.next(), None);
}

#[test]
fn two_tasks_that_await_each_other_are_a_deadlock() {
    let deadlock = block_on_virtual(async {
        let second: Rc<RefCell<Option<JoinHandle<()>>>> = Rc::default();
        let its_handle = Rc::clone(&second);
        let first = spawn(async move {
            let second = its_handle.take().unwrap();
            second.await.unwrap();
        });
        second.replace(Some(spawn(async { first.await.unwrap() })));
        pending::<()>().await;
    });
    assert_eq!(deadlock.unwrap_err().waiting.len(), 3);
}

/// Waits until it is polled a second time. Its waker is on another thread, which passes
/// the waker to `f` once the loop is idle, or is about to be.
async fn with_its_waker_on_a_thread(f: fn(Waker)) {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let waker = receiver.recv().unwrap();
        thread::sleep(20 * MILLI);
        f(waker);
    });
    let mut is_waiting = false;
    poll_fn(|cx| {
        if mem::replace(&mut is_waiting, true) {
            return Poll::Ready(());
        }
        sender.send(cx.waker().clone()).unwrap();
        Poll::Pending
    })
    .await;
}

#[test]
fn a_loop_whose_waker_is_on_another_thread_waits_for_that_thread() {
    run(with_its_waker_on_a_thread(Waker::wake));
    run(async {
        let woken = spawn(with_its_waker_on_a_thread(Waker::wake));
        let never = spawn(pending::<()>());
        woken.await.unwrap();
        assert!(!never.is_finished());
    });
}

#[test]
fn a_loop_whose_last_waker_outside_is_dropped_is_in_a_deadlock() {
    let deadlock = block_on_virtual(with_its_waker_on_a_thread(drop::<Waker>));
    assert_eq!(deadlock.unwrap_err().waiting.len(), 1);
}

#[test]
fn a_loop_with_an_open_socket_waits_for_a_thread_as_well() {
    run(async {
        let any = "127.0.0.1:0".parse().unwrap();
        let _listener = TcpListener::bind(any).unwrap();
        with_its_waker_on_a_thread(Waker::wake).await;
    });
}

#[test]
fn a_long_list_of_waiting_tasks_is_cut_off() {
    let deadlock = block_on_virtual(async {
        (0..1_000).for_each(|_| detach(pending::<()>()));
        pending::<()>().await;
    });
    let deadlock = deadlock.unwrap_err();
    assert_eq!(deadlock.waiting.len(), 1_001);
    let said = deadlock.to_string();
    assert_eq!(said.lines().count(), 22);
    assert!(said.ends_with("\n  and 981 more"), "{said}");
}

#[test]
fn a_deadlock_does_not_list_tasks_that_are_done() {
    let deadlock = block_on_virtual(async {
        detach(async {});
        detach(async { panic!("on purpose") });
        spawn(pending::<()>()).abort();
        pending::<()>().await;
    });
    assert_eq!(deadlock.unwrap_err().waiting.len(), 1);
}

#[test]
fn a_thread_may_run_another_loop_after_a_deadlock() {
    block_on_virtual(pending::<()>()).unwrap_err();
    assert_eq!(run(async { 7 }), 7);
}

#[test]
fn waiting_for_a_socket_is_not_a_deadlock() {
    run(async {
        let listener = TcpListener::bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let address = listener.local_addr().unwrap();
        let thread = thread::spawn(move || {
            let mut stream = std::net::TcpStream::connect(address).unwrap();
            let mut byte = [0];
            while stream.read(&mut byte).unwrap() == 1 {
                stream.write_all(&byte).unwrap();
            }
        });
        let (stream, _) = listener.accept().await.unwrap();
        for number in 0..50 {
            stream.write_all(&[number]).await.unwrap();
            let mut answer = [0];
            assert_eq!(stream.read(&mut answer).await.unwrap(), 1);
            assert_eq!(answer, [number]);
        }
        drop(stream);
        thread.join().unwrap();
    });
}

#[test]
fn a_loop_whose_sockets_are_gone_is_in_a_deadlock() {
    let deadlock = block_on_virtual(async {
        let listener = TcpListener::bind("127.0.0.1:0".parse().unwrap()).unwrap();
        settle().await;
        drop(listener);
        pending::<()>().await;
    });
    assert_eq!(deadlock.unwrap_err().waiting.len(), 1);
}

#[test]
fn an_open_socket_without_a_waiting_task_does_not_prevent_a_deadlock() {
    let deadlock = block_on_virtual(async {
        let listener = TcpListener::bind("127.0.0.1:0".parse().unwrap()).unwrap();
        // A task waits for a connection, but not forever.
        let patience = timeout(SECOND, listener.accept());
        assert_eq!(patience.await.unwrap_err(), Elapsed);
        pending::<()>().await;
    });
    assert_eq!(deadlock.unwrap_err().waiting.len(), 1);
}
