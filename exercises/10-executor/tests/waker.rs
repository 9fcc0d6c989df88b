//! The loop polls each woken task once, in the order of the wakes, and without delay
//! even if its thread is asleep.
//!
//! The loop runs on its own thread, with tasks that record everything that happens
//! to them. Most claims are tested with a pair of tasks that wake each other in
//! turn. So the loop never sleeps, and counting turns reveals a loop that has lost a
//! wake. The check reads a thread's state only when the thread must be
//! asleep, and it waits only for a loop that is stuck.

#[path = "../waker.rs"]
mod waker;

use probe::{
    Rng, Shared, ensure,
    executor::{How, Scene, Script, drive, run, sleeper},
    panic_words, time,
};
use std::{
    hint::spin_loop,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc,
    task::Poll,
    thread,
    time::{Duration, Instant},
};

#[test]
fn several_wakes_lead_to_one_poll() {
    let mut rng = Rng::new();
    for hows in [[How::Ref; 3], [How::Value; 3], [How::First; 3], How::ALL] {
        let times = rng.range(2..6) as usize;
        drive(waker::run, vec![sleeper(), sleeper()], move |scene, step| {
            for how in hows.into_iter().cycle().take(times) {
                // The wakes alternate, so the last id in the queue is always the other
                // task's.
                scene.wake_all(0..2, how);
            }
            step < 3
        });
    }
    // The first task in the queue also wakes a task that is about to be polled. If the
    // loop takes the whole queue out before it polls, that wake looks for the task in
    // an empty queue.
    let relay = |id: usize| -> Script {
        Box::new(move |scene, _| {
            scene.wake(id + 1, How::Ref);
            scene.end()
        })
    };
    drive(waker::run, vec![relay(0), relay(1), sleeper()], |scene, step| {
        scene.wake_all(0..3, How::Ref);
        step < 3
    });
}

#[test]
fn a_wake_during_a_poll_leads_to_one_more() {
    const POLLS: usize = 4;
    fn by_itself(scene: &Scene, poll: usize) {
        scene.wake(0, [How::Ref, How::Value][poll % 2]);
        scene.wake(0, How::First);
    }
    fn by_a_thread(scene: &Scene, poll: usize) {
        let other = scene.clone();
        scene.s.spawn(move || by_itself(&other, poll)).join().ok();
        // Other code on this thread may use up the token that should have unparked the
        // loop.
        thread::park_timeout(Duration::ZERO);
    }
    // A `wake` that polls is rejected here, before it can deadlock with itself.
    drive(waker::run, vec![sleeper()], |scene, _| {
        scene.wake(0, How::Ref);
        false
    });
    for wakes in [by_itself, by_a_thread] {
        let beside_others: Script = Box::new(move |scene, poll| {
            if poll < POLLS {
                wakes(scene, poll);
            }
            scene.end()
        });
        drive(waker::run, vec![beside_others], |_, step| step < POLLS);
        // Without other tasks, the loop would now go to sleep.
        let alone: Script = Box::new(move |scene, poll| {
            if poll == POLLS {
                return Poll::Ready(());
            }
            wakes(scene, poll);
            Poll::Pending
        });
        run(waker::run, vec![alone], |_| ());
    }
}

#[test]
fn tasks_are_polled_in_the_order_of_their_wakes() {
    // There are more tasks than a byte can number.
    [5, 300].into_iter().for_each(are_polled_in_order);
}

fn are_polled_in_order(count: usize) {
    let mut rng = Rng::new();
    let mut order: Vec<_> = (0..count).collect();
    let polled = Shared::<Vec<usize>>::default();
    let tasks = order.iter().map(|&id| -> Script {
        let polled = polled.clone();
        Box::new(move |scene, _| {
            polled.lock().push(id);
            scene.end()
        })
    });
    let tasks = tasks.collect();
    drive(waker::run, tasks, move |scene, step| {
        let polled = polled.take();
        let mut places = 0..count.max(polled.len());
        let place = places.find(|it| order.get(*it) != polled.get(*it));
        if let Some(place) = place.filter(|_| step > 0) {
            let [order, polled] =
                [&order, &polled].map(|it| &it[place.min(it.len())..]);
            let [order, polled] = [order, polled].map(|it| &it[..it.len().min(5)]);
            let measured = format!(
                "{count} tasks were woken; from place {place} on, the wakes are in the \
                 order {order:?}, and the polls in the order {polled:?}"
            );
            scene.s.reject(None, measured);
        }
        rng.shuffle(&mut order);
        if order.is_sorted() {
            order.reverse();
        }
        for (place, id) in order.iter().enumerate() {
            scene.wake(*id, How::Ref);
            // A task that is in the queue keeps its place.
            scene.wake(order[place / 2], How::Value);
        }
        step < 4
    });
}

#[test]
fn a_wake_from_another_thread_ends_the_park() {
    whenever_the_loop_sleeps();
    // After a short pause or no pause, the loop may be at any point on its way to
    // sleep.
    at_any_moment();
}

/// A thread wakes one of two tasks whenever the loop has gone to sleep.
fn whenever_the_loop_sleeps() {
    const ROUNDS: usize = 8;
    /// A busy machine delays a poll, but not in each round.
    const LATE: Duration = Duration::from_millis(50);
    let (polled, polls) = mpsc::channel();
    let tasks = (0..2).map(|_| -> Script {
        let polled = polled.clone();
        Box::new(move |scene, _| {
            polled.send(()).ok();
            scene.end()
        })
    });
    run(waker::run, tasks.collect(), move |scene| {
        // If the polls do not happen, the end of the loop explains why.
        let are_polled = |count| polls.iter().take(count).count() == count;
        if !are_polled(2) {
            return;
        }
        scene.falls_asleep();
        let mut fastest = Duration::MAX;
        for round in 0..ROUNDS {
            let begun = Instant::now();
            scene.wake(round / 2 % 2, [How::Ref, How::Value][round % 2]);
            if !are_polled(1) {
                return;
            }
            fastest = fastest.min(begun.elapsed());
            scene.falls_asleep();
        }
        let measured = format!(
            "while the loop's thread sleeps, a task is woken; the fastest of {ROUNDS} \
             polls begins {} later",
            time(fastest)
        );
        ensure!(scene.s, fastest < LATE, "queued-is-seen", "{measured}");
        scene.sleeps_on();
        // The thread is unparked, but that is not a reason to poll a task.
        scene.unpark();
        scene.falls_asleep();
        scene.ends();
        scene.wake_all(0..2, How::Ref);
    });
}

/// Two threads wake two tasks, each as soon as its task is polled.
fn at_any_moment() {
    const POLLS: usize = 3000;
    /// On a busy machine, there are fewer polls, so that the check does not take long.
    const ENOUGH: Duration = Duration::from_secs(1);
    let begun = Instant::now();
    let mut rng = Rng::new();
    let (tasks, wakes): (_, Vec<_>) = (0..2)
        .map(|id| {
            let (polled, polls) = mpsc::channel();
            let task: Script = Box::new(move |_, poll| {
                if poll == POLLS || begun.elapsed() > ENOUGH {
                    return Poll::Ready(());
                }
                polled.send(()).ok();
                Poll::Pending
            });
            let pauses: Vec<_> = (1..POLLS).map(|_| rng.range(0..400)).collect();
            let wakes = move |scene: &Scene| {
                for (pause, ()) in pauses.into_iter().zip(polls) {
                    (0..pause).for_each(|_| spin_loop());
                    scene.wake(id, How::Ref);
                }
            };
            (task, wakes)
        })
        .unzip();
    run(waker::run, tasks, move |scene| {
        // If the loop were not unparked, it would already have been rejected.
        scene.gets_up();
        for wakes in wakes {
            let other = scene.clone();
            scene.s.spawn(move || wakes(&other));
        }
    });
}

#[test]
fn a_wake_that_comes_too_late_does_nothing() {
    // The first task is done, and then it is woken by others.
    let at_second_poll: Script =
        Box::new(|_, poll| if poll < 2 { Poll::Pending } else { Poll::Ready(()) });
    drive(waker::run, vec![at_second_poll, sleeper()], |scene, step| {
        How::ALL.into_iter().for_each(|how| scene.wake(0, how));
        step < 3
    });
    // The task is woken during its last poll, so that it is in the queue when it is
    // done.
    let last: Script = Box::new(|scene, _| {
        scene.wake(0, How::Value);
        Poll::Ready(())
    });
    let scene = drive(waker::run, vec![last], |_, step| step < 3);
    // The loop is gone.
    let late = [(0, How::Ref), (1, How::Value), (2, How::Ref)];
    let late = || late.into_iter().for_each(|(id, how)| scene.wake(id, how));
    let panic = catch_unwind(AssertUnwindSafe(late)).err();
    let words = panic.map(|it| panic_words(&*it).unwrap_or_default());
    ensure!(
        _,
        words.is_none(),
        "done-is-never-woken",
        "`run` has returned, and waking a task panics: {}",
        words.unwrap_or_default()
    );
    // The next run has tasks with the same ids.
    let [without, with] = [None, Some(scene)].map(polls_of_two);
    ensure!(
        _,
        with == without,
        None,
        "a run polls its tasks in the order {without:?}; if it wakes a task of an \
         earlier run that has returned, its own polls are {with:?}"
    );
    // No task to wait for.
    run(waker::run, Vec::new(), |_| ());
}

/// The order in which two tasks are polled. Task 1 calls a waker of an earlier run, and
/// then wakes itself and task 0.
fn polls_of_two(earlier: Option<Scene>) -> Vec<usize> {
    let polled = Shared::<Vec<usize>>::default();
    let tasks = (0..2).map(|id| -> Script {
        let (polled, earlier) = (polled.clone(), earlier.clone());
        Box::new(move |scene, poll| {
            polled.lock().push(id);
            if poll == 2 {
                return Poll::Ready(());
            }
            if id == 1 {
                earlier.iter().for_each(|it| it.wake(0, How::Ref));
                [1, 0].into_iter().for_each(|id| scene.wake(id, How::Ref));
            }
            Poll::Pending
        })
    });
    run(waker::run, tasks.collect(), |_| ());
    polled.take()
}
