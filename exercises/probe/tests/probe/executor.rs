//! The faults of an executor that its scripted tasks detect. A correct one passes.

use probe::executor::{BoxedTask, How, Script, drive, run, sleeper};
use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex},
    task::{Context, Poll, Wake, Waker},
    thread::{self, Thread},
};

/// What the executor does wrong.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    Nothing,
    CountsWakes,
    AsksRound,
    LeavesAsleep,
    LosesTheSecondWake,
    PanicsWhenDone,
    ReturnsEarly,
}

use Fault::*;

/// A small executor with a fault.
fn execute(fault: Fault, tasks: Vec<BoxedTask>) {
    let mut tasks: Vec<_> = tasks.into_iter().map(Some).collect();
    let ready = Arc::new(Mutex::new((0..tasks.len()).collect::<VecDeque<_>>()));
    let entries: Vec<_> = (0..tasks.len())
        .map(|id| {
            let (ready, wakes) = (Arc::clone(&ready), Mutex::new(0));
            let sleeper = thread::current();
            Arc::new(Entry { id, fault, wakes, ready, sleeper })
        })
        .collect();
    while tasks.iter().any(Option::is_some) {
        let next = probe::lock(&ready).pop_front();
        let Some(id) = next else {
            match fault {
                AsksRound => probe::lock(&ready).extend(0..tasks.len()),
                ReturnsEarly => return,
                _ => thread::park(),
            }
            continue;
        };
        let Some(task) = &mut tasks[id] else {
            assert!(fault != PanicsWhenDone, "the task is gone");
            continue;
        };
        let waker = Waker::from(Arc::clone(&entries[id]));
        if task.as_mut().poll(&mut Context::from_waker(&waker)).is_ready() {
            tasks[id] = None;
        }
    }
}

struct Entry {
    id: usize,
    fault: Fault,
    wakes: Mutex<usize>,
    ready: Arc<Mutex<VecDeque<usize>>>,
    sleeper: Thread,
}

impl Wake for Entry {
    fn wake(self: Arc<Self>) {
        let mut wakes = probe::lock(&self.wakes);
        *wakes += 1;
        if self.fault == LosesTheSecondWake && self.id == 0 && *wakes == 2 {
            return;
        }
        let mut ready = probe::lock(&self.ready);
        if !ready.contains(&self.id) || self.fault == CountsWakes {
            ready.push_back(self.id);
        }
        drop(ready);
        if self.fault != LeavesAsleep {
            self.sleeper.unpark();
        }
    }
}

/// A function pointer for each fault.
macro_rules! executor {
    ($fault:ident) => {
        |tasks| execute($fault, tasks)
    };
}

/// Each task is woken twice in each step, and once more when it is done.
fn wakes_often(executor: fn(Vec<BoxedTask>)) {
    let early: Script = Box::new(|scene, poll| {
        scene.wake(0, How::Value);
        if poll < 3 { Poll::Pending } else { Poll::Ready(()) }
    });
    drive(executor, vec![early, sleeper()], |scene, step| {
        scene.wake_all(1..2, How::Ref);
        scene.wake_all(1..2, [How::Value, How::First][step % 2]);
        step < 3
    });
}

/// Another thread wakes a task while the executor sleeps.
fn wakes_a_sleeper(executor: fn(Vec<BoxedTask>)) {
    run(executor, vec![sleeper()], |scene| {
        scene.falls_asleep();
        scene.sleeps_on();
        scene.unpark();
        scene.falls_asleep();
        scene.wake(0, How::Ref);
        scene.falls_asleep();
        scene.ends();
        scene.wake(0, How::Value);
    });
}

#[test]
fn a_correct_executor_passes() {
    wakes_often(executor!(Nothing));
    wakes_a_sleeper(executor!(Nothing));
    run(executor!(Nothing), Vec::new(), |_| ());
}

#[test]
fn a_poll_for_each_wake_is_rejected() {
    let said = rejected(|| wakes_often(executor!(CountsWakes)));
    assert!(said.contains("polled again"), "{said}");
    assert!(said.contains("(wakes-are-counted)"), "{said}");
}

#[test]
fn a_poll_without_a_wake_is_rejected() {
    let said = rejected(|| wakes_a_sleeper(executor!(AsksRound)));
    assert!(said.contains("(loop-asks-round)"), "{said}");
}

#[test]
fn a_lost_wake_is_detected_while_other_tasks_run() {
    let said = rejected(|| wakes_often(executor!(LosesTheSecondWake)));
    let lost = "was woken during its own poll, but not polled again, while other \
                tasks are polled over and over";
    assert!(said.contains(lost), "{said}");
    assert!(said.contains("(a-poll-answers-its-wakes)"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn an_executor_that_is_not_unparked_is_rejected() {
    let said = rejected(|| wakes_a_sleeper(executor!(LeavesAsleep)));
    assert!(said.contains("stayed asleep, and polled again only after"), "{said}");
    assert!(said.contains("(queued-is-seen)"), "{said}");
}

#[test]
fn an_executor_that_panics_at_a_late_wake_is_rejected() {
    let said = rejected(|| wakes_often(executor!(PanicsWhenDone)));
    let expected =
        "waking task 0 after it was done caused a panic: the task is gone";
    assert!(said.contains(expected), "{said}");
    assert!(said.contains("(done-is-never-woken)"), "{said}");
}

#[test]
fn an_executor_that_returns_too_early_is_rejected() {
    let said = rejected(|| wakes_a_sleeper(executor!(ReturnsEarly)));
    assert!(said.contains("`run` returned, but task 0 is not done"), "{said}");
}

/// An executor whose wakers poll the task themselves.
fn polls_in_wakes(tasks: Vec<BoxedTask>) {
    struct AtOnce(Mutex<Option<BoxedTask>>);
    impl Wake for AtOnce {
        fn wake(self: Arc<Self>) {
            let mut task = probe::lock(&self.0);
            let waker = Waker::from(Arc::clone(&self));
            let mut context = Context::from_waker(&waker);
            let poll = task.as_mut().map(|it| it.as_mut().poll(&mut context));
            if poll.is_some_and(|it| it.is_ready()) {
                *task = None;
            }
        }
    }

    let tasks = tasks.into_iter().map(|it| Arc::new(AtOnce(Mutex::new(Some(it)))));
    let tasks: Vec<_> = tasks.collect();
    tasks.iter().cloned().for_each(AtOnce::wake);
    while tasks.iter().any(|it| probe::lock(&it.0).is_some()) {
        thread::yield_now();
    }
}

#[test]
fn a_poll_inside_a_wake_is_rejected() {
    let said = rejected(|| drop(drive(polls_in_wakes, vec![], |_, _| false)));
    assert!(said.contains("was polled inside a call that wakes a task"), "{said}");
    assert!(said.contains("(a-wake-is-a-poll)"), "{said}");
}

#[test]
fn a_poll_on_another_thread_is_rejected() {
    let elsewhere: fn(Vec<BoxedTask>) = |tasks| {
        thread::spawn(|| execute(Nothing, tasks)).join().unwrap();
    };
    let said = rejected(|| drop(run(elsewhere, vec![sleeper()], |_| ())));
    assert!(said.contains("task 0 was polled on a thread other than"), "{said}");
}

/// The text of a rejected executor, on one line.
fn rejected(run: impl FnOnce()) -> String {
    let panic =
        catch_unwind(AssertUnwindSafe(run)).expect_err("it must be rejected");
    let words = probe::panic_words(&*panic).expect("a rejection is text");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
