//! Fairness: a task that keeps waking itself does not starve other tasks. These tests use the
//! machine's clock, because the virtual clock does not move while a task is ready.

use crate::support::{MILLI, detach, real};
use executor::net::{TcpListener, TcpStream};
use executor::{sleep, spawn, yield_now};
use std::{cell::Cell, rc::Rc, thread, time::Instant};

/// More tasks than the loop polls in one turn.
const MANY: usize = 200;

fn spawn_many() -> Vec<Rc<Cell<u64>>> {
    let turns: Vec<Rc<Cell<u64>>> = (0..MANY).map(|_| Rc::default()).collect();
    for turns in &turns {
        let turns = Rc::clone(turns);
        detach(async move {
            loop {
                turns.set(turns.get() + 1);
                yield_now().await;
            }
        });
    }
    turns
}

#[test]
fn many_tasks_that_are_always_ready_do_not_starve_a_timer() {
    real(async {
        let turns = spawn_many();
        for _ in 0..3 {
            sleep(MILLI).await;
        }
        assert!(turns.iter().all(|it| it.get() > 1));
    });
}

/// A turn polls only the tasks that were ready when it began, so a timer waits for at most one
/// poll of each.
#[test]
fn a_timer_waits_for_at_most_one_poll_of_a_task_that_is_always_ready() {
    real(async {
        let sleeper = spawn(sleep(5 * MILLI));
        let due = Instant::now() + 5 * MILLI;
        let mut late = 0;
        while !sleeper.is_finished() {
            late += u32::from(Instant::now() > due + MILLI);
            let busy_until = Instant::now() + 2 * MILLI;
            while Instant::now() < busy_until {}
            yield_now().await;
        }
        // The timer fires after one poll, and the sleeper is polled after another.
        assert!(late <= 2, "{late} polls");
    });
}

#[test]
fn a_task_that_is_always_ready_does_not_starve_a_timer() {
    real(async {
        detach(async {
            loop {
                yield_now().await;
            }
        });
        sleep(MILLI).await;
    });
}

#[test]
fn a_main_future_that_is_always_ready_does_not_starve_a_timer() {
    real(async {
        let sleeper = spawn(sleep(MILLI));
        while !sleeper.is_finished() {
            yield_now().await;
        }
    });
}

#[test]
fn many_tasks_that_are_always_ready_do_not_starve_a_socket() {
    real(async {
        spawn_many();
        let listener = TcpListener::bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let address = listener.local_addr().unwrap();
        let client = spawn(async move {
            let stream = TcpStream::connect(address).await.unwrap();
            for number in 0..20 {
                stream.write_all(&[number]).await.unwrap();
                let mut answer = [0];
                assert_eq!(stream.read(&mut answer).await.unwrap(), 1);
                assert_eq!(answer, [number]);
            }
        });
        let (stream, _) = listener.accept().await.unwrap();
        let mut byte = [0];
        while stream.read(&mut byte).await.unwrap() == 1 {
            stream.write_all(&byte).await.unwrap();
        }
        client.await.unwrap();
    });
}

#[test]
fn many_tasks_that_are_always_ready_do_not_starve_a_wake_by_another_thread() {
    real(async {
        spawn_many();
        for _ in 0..20 {
            let (sender, receiver) = futures::channel::oneshot::channel();
            let thread = thread::spawn(move || sender.send(7).unwrap());
            assert_eq!(receiver.await, Ok(7));
            thread.join().unwrap();
        }
    });
}

#[test]
fn tasks_that_are_always_ready_take_turns() {
    real(async {
        let turns = spawn_many();
        for turn in 0..10 {
            assert!(turns.iter().all(|it| it.get() == turn));
            yield_now().await;
        }
    });
}

#[test]
fn a_chain_of_spawns_does_not_starve_a_timer() {
    fn spawn_the_next() {
        detach(async { spawn_the_next() });
    }
    real(async {
        spawn_the_next();
        sleep(MILLI).await;
    });
}
