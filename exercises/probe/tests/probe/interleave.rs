//! The races that interleaving two acts reveals, and what its mutex rejects.

use probe::{
    Scenario, Shared, TestWaker, Watchdog,
    interleave::{Mutex, act, interleavings, turn, turns, with_turns},
    scenario,
};
use std::{
    hint::spin_loop,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::{self, Arc, TryLockError},
    task::Waker,
    time::{Duration, Instant},
};

const UNPOISONED: &str = "the mutex is never poisoned";

/// A channel for one value, with separate locks for the outcome and for the waker.
#[derive(Clone)]
struct Channel {
    outcome: Arc<Mutex<Option<u32>>>,
    waker: Arc<Mutex<Option<Waker>>>,
    received: Shared<Option<u32>>,
    task: TestWaker,
}

impl Channel {
    fn new() -> Self {
        let (outcome, waker, received) = Default::default();
        Self { outcome, waker, received, task: TestWaker::on_wake(turn) }
    }

    fn send(&self) {
        *self.outcome.lock().expect(UNPOISONED) = Some(7);
        let waker = self.waker.lock().expect(UNPOISONED).take();
        waker.into_iter().for_each(Waker::wake);
    }

    fn check(&self) {
        self.received.set(*self.outcome.lock().expect(UNPOISONED));
    }

    fn register(&self) {
        *self.waker.lock().expect(UNPOISONED) = Some(self.task.waker());
    }

    fn is_lost(&self) -> bool {
        self.received.get().is_none() && self.task.wakes() == 0
    }
}

/// For each interleaving of a poll and a `send`, whether the wake is lost.
fn losses(
    poll: impl Fn(&Channel) + Clone + Send + 'static,
    outer: Side,
) -> Vec<bool> {
    scenario(move |s| {
        let poll = {
            let s = s.clone();
            move |it: &Channel| act(&s, "a poll", None, || poll(it))
        };
        let send = {
            let s = s.clone();
            move |it: &Channel| act(&s, "`send`", None, || it.send())
        };
        let lost = |it: Channel| it.is_lost();
        match outer {
            Side::Poll => {
                interleavings(s, Channel::new, poll, send).map(lost).collect()
            }
            Side::Send => {
                interleavings(s, Channel::new, send, poll).map(lost).collect()
            }
        }
    })
}

enum Side {
    Poll,
    Send,
}

#[test]
fn a_check_before_the_registration_loses_a_wake_in_between() {
    let racy = |it: &Channel| {
        it.check();
        if it.received.get().is_none() {
            it.register();
        }
    };
    // The wake is lost after the first unlock and before the second lock. At the second
    // turn, `send` waits for the first lock, and timing decides which side is faster.
    let lost = losses(racy, Side::Poll);
    let expected = [true, true, false, false];
    assert!(!lost[0] && lost[2..] == expected, "{lost:?}");
    // With the sides swapped, the poll returns before `send` continues.
    assert!(losses(racy, Side::Send).iter().all(|lost| !lost));
}

#[test]
fn a_check_after_the_registration_loses_no_wake() {
    let correct = |it: &Channel| {
        it.register();
        it.check();
    };
    let lost = losses(correct, Side::Poll);
    assert_eq!(lost.len(), 6, "two locks have three turns each");
    assert!(lost.iter().all(|lost| !lost), "{lost:?}");
    let lost = losses(correct, Side::Send);
    assert!(lost.len() >= 6 && lost.iter().all(|lost| !lost), "{lost:?}");
}

#[test]
fn an_act_without_turns_is_not_interleaved() {
    let counts = scenario(|s| {
        let none = interleavings(s, || (), |()| (), |()| panic!("it has no turn"));
        let none = none.count();
        let mutex = Mutex::new(0);
        let locks = |times: usize| {
            act(s, "locks", None, || {
                (0..times).for_each(|_| *mutex.lock().unwrap() += 1);
                mutex.try_lock().map(drop).unwrap();
            });
            // Turns between two acts don't count for either act.
            drop(mutex.lock().unwrap());
            turns()
        };
        [none, locks(0), locks(3)]
    });
    assert_eq!(counts, [0, 2, 3 * 3 + 2]);
}

#[test]
fn on_turn_is_called_only_within_the_body_and_on_its_thread() {
    let seen = Shared::new(0);
    let count = {
        let seen = seen.clone();
        move || *seen.lock() += 1
    };
    turn();
    with_turns(count, || {
        turn();
        std::thread::spawn(turn).join().unwrap();
        turn();
    });
    turn();
    assert_eq!(seen.get(), 2);
}

#[test]
fn the_outer_act_goes_on_when_the_inner_act_waits_for_its_lock() {
    let orders = scenario(|s| {
        let new = || (Arc::new(Mutex::new(())), Shared::new(String::new()));
        let holds = |name| {
            move |(mutex, order): &(Arc<Mutex<()>>, Shared<String>)| {
                let guard = mutex.lock().unwrap();
                order.lock().push(name);
                drop(guard);
            }
        };
        interleavings(s, new, holds('1'), holds('2'))
            .map(|(_, order)| order.get())
            .collect::<Vec<_>>()
    });
    // At the second turn, the outer act holds the lock.
    assert_eq!(orders, ["21", "12", "12"]);
}

#[test]
fn the_outer_act_goes_on_when_the_inner_act_waits_for_something_else() {
    let orders = scenario(|s| {
        let new =
            || (Arc::new((Mutex::new(()), sync::Mutex::new(()))), Shared::default());
        type State = (Arc<(Mutex<()>, sync::Mutex<()>)>, Shared<String>);
        let outer = |(locks, order): &State| {
            let _unknown = locks.1.lock().expect(UNPOISONED);
            drop(locks.0.lock().expect(UNPOISONED));
            order.lock().push('a');
        };
        let inner = |(locks, order): &State| {
            let _unknown = locks.1.lock().expect(UNPOISONED);
            order.lock().push('b');
        };
        let states = interleavings(s, new, outer, inner);
        states.map(|(_, order)| order.get()).collect::<Vec<_>>()
    });
    assert_eq!(orders, ["ab"; 3]);
}

#[test]
fn the_outer_act_goes_on_when_the_inner_act_spins() {
    let begun = Instant::now();
    let turns = scenario(|s| {
        let outer = |is_set: &Shared<bool>| {
            (0..10).for_each(|_| turn());
            is_set.set(true);
        };
        let inner = |is_set: &Shared<bool>| {
            while !is_set.get() {
                spin_loop();
            }
        };
        interleavings(s, Shared::default, outer, inner).count()
    });
    assert_eq!(turns, 10);
    // If spinning were not detected, each of the ten turns would take a second.
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
}

#[test]
fn try_lock_fails_while_the_outer_act_holds_the_lock() {
    let tries = scenario(|s| {
        let new = || (Arc::new(Mutex::new(1)), Shared::new(None));
        type State = (Arc<Mutex<u32>>, Shared<Option<bool>>);
        let locks = |(mutex, _): &State| drop(mutex.lock().unwrap());
        let tries = |(mutex, would_block): &State| {
            let tried = mutex.try_lock();
            would_block.set(Some(matches!(tried, Err(TryLockError::WouldBlock))));
        };
        let each = interleavings(s, new, locks, tries);
        each.map(|(_, would_block)| would_block.get().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(tries, [false, true, false]);
}

#[test]
fn locking_a_mutex_twice_is_rejected() {
    let said = rejected(|s| {
        let mutex = Mutex::new(0);
        act(s, "a poll", "blocking-is-waiting", || {
            let _first = mutex.lock().unwrap();
            let _second = mutex.lock().unwrap();
        });
    });
    let expected = "a poll locks a mutex that it already holds: it would wait for \
                    itself forever";
    assert_eq!(one_line(&said), expected);
}

#[test]
fn an_unlocked_mutex_can_be_locked_while_another_one_is_held() {
    let [one, other] = [Mutex::from(1), Mutex::from(2)];
    let sum = scenario(move |s| {
        act(s, "a poll", None, || {
            let first = *one.lock().unwrap();
            let _one = one.lock().unwrap();
            let second = *other.lock().unwrap();
            first + second + other.into_inner().unwrap()
        })
    });
    assert_eq!(sum, 5);
}

#[test]
fn a_loop_that_locks_forever_is_rejected() {
    let said = rejected(|s| {
        let mutex = Mutex::new(false);
        act(s, "a poll", "blocking-is-waiting", || while !*mutex.lock().unwrap() {});
    });
    assert!(
        said.starts_with("a poll locked 5000 times and has not returned"),
        "{said}"
    );
    assert!(said.contains("(blocking-is-waiting)"), "{said}");
    // Each act is counted separately.
    scenario(|s| {
        let mutex = Mutex::new(0);
        for _ in 0..10_000 {
            act(s, "a poll", None, || *mutex.lock().unwrap() += 1);
        }
    });
}

#[test]
fn two_acts_that_wait_for_each_other_time_out() {
    let said = rejected(|s| {
        let new = || Arc::new([Mutex::new(()), Mutex::new(())]);
        let locks = |first: usize| {
            let s = s.clone();
            move |it: &Arc<[Mutex<()>; 2]>| {
                act(&s, format!("lock {first} first"), None, || {
                    let _first = it[first].lock().unwrap();
                    let _second = it[1 - first].lock().unwrap();
                });
            }
        };
        interleavings(s, new, locks(0), locks(1)).count();
    });
    assert!(
        said.starts_with("timed out: lock 0 first has not returned for"),
        "{said}"
    );
}

#[test]
fn a_panic_is_rejected_without_poisoning_a_mutex_or_unwinding_the_check() {
    /// A destructor that must not run.
    struct Wrong;
    impl Drop for Wrong {
        fn drop(&mut self) {
            std::process::abort();
        }
    }

    let mutex = Arc::new(Mutex::new(1));
    let said = rejected({
        let mutex = Arc::clone(&mutex);
        move |s| {
            let _wrong = Wrong;
            act(s, "`send`", None, || {
                let _guard = mutex.lock().unwrap();
                resume_unwind(Box::new("nothing listens"))
            })
        }
    });
    assert_eq!(one_line(&said), "it panicked: nothing listens");
    assert_eq!(*mutex.lock().unwrap(), 1);
}

/// The text of a rejected scenario.
#[track_caller]
fn rejected<T: Send + 'static>(
    script: impl FnOnce(&Scenario) -> T + Send + 'static,
) -> String {
    let watchdog = Watchdog::new().patience(Duration::from_millis(500));
    let watched = catch_unwind(AssertUnwindSafe(|| watchdog.watch(script)));
    let panic = watched.map(drop).expect_err("it must be rejected");
    probe::panic_words(&*panic).expect("a rejection is text")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
