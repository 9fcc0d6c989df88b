//! Eight mains to predict. What they deliver is found out by running them.

#[path = "../still_alive.rs"]
mod still_alive;

use probe::{Log, Observed, OnLane, observe, reject, time};
use std::{panic::resume_unwind, time::Duration};
use still_alive::DELIVERED;
use tokio::{
    join, spawn,
    task::JoinSet,
    time::{sleep, timeout},
};

const SECOND: Duration = Duration::from_secs(1);
const HALF: Duration = Duration::from_millis(500);

/// Takes a second. (`on_lane` only draws the picture.)
async fn errand(log: Log) {
    sleep(SECOND).on_lane("errand").await;
    log.say("delivered");
}

/// Panics after half a second. (Without the words that a `panic!` prints.)
async fn stumble() {
    let stumbles = async {
        sleep(HALF).await;
        resume_unwind(Box::new("stumbled"))
    };
    stumbles.on_lane("stumbles").await
}

async fn returns(log: Log) {
    spawn(errand(log));
}

async fn dropped(log: Log) {
    drop(spawn(errand(log)));
    sleep(2 * SECOND).await;
}

async fn timed_out(log: Log) {
    let handle = spawn(errand(log));
    timeout(HALF, handle).await.ok();
    sleep(2 * SECOND).await;
}

async fn timed_inside(log: Log) {
    let handle = spawn(timeout(HALF, errand(log)));
    handle.await.ok();
    sleep(2 * SECOND).await;
}

async fn aborted(log: Log) {
    let handle = spawn(errand(log));
    sleep(HALF).await;
    handle.abort();
    sleep(2 * SECOND).await;
}

async fn a_set(log: Log) {
    let mut set = JoinSet::new();
    for _ in 0..3 {
        set.spawn(errand(log.clone()));
    }
    sleep(HALF).await;
    drop(set);
    sleep(2 * SECOND).await;
}

async fn one_panics(log: Log) {
    let first = spawn(errand(log.clone()));
    let second = spawn(stumble());
    let third = spawn(errand(log));
    for handle in [first, second, third] {
        handle.await.ok();
    }
}

async fn joined(log: Log) {
    let all = spawn(async move {
        join!(errand(log.clone()), stumble(), errand(log));
    });
    all.await.ok();
    sleep(2 * SECOND).await;
}

// Here end the mains to read. What follows runs them and compares.

#[test]
fn the_deliveries_of_each_main_are_predicted() {
    let ends_with_its_handle = Believed {
        delivered: run(aborted).count(),
        only_if: "a task ended with its handle",
        belief: "tasks-end-with-their-starter",
    };
    let waits = Believed {
        delivered: run(dropped).count(),
        only_if: "main stayed until its tasks have ended",
        belief: "main-waits-for-its-tasks",
    };
    let stops_waiting = Believed {
        delivered: run(timed_inside).count(),
        only_if: "the timeout stopped the task, and not only the waiting",
        belief: "timeout-ends-the-task",
    };
    let lets_go = Believed {
        delivered: run(handles_dropped).count(),
        only_if: "a set let go of its tasks when it is dropped, as handles do",
        belief: "a-set-is-a-list-of-handles",
    };
    let spreads = Believed {
        delivered: run(joined).count(),
        only_if: "the panic went beyond its task",
        belief: "a-panic-leaves-its-task",
    };
    let borders = Believed {
        delivered: run(one_panics).count(),
        only_if: "each branch of a `join!` was a task of its own",
        belief: "a-branch-is-a-task",
    };
    judge("1. returns", DELIVERED.returns, &run(returns), Some(&waits));
    let run_dropped = run(dropped);
    judge(
        "2. dropped",
        DELIVERED.dropped,
        &run_dropped,
        Some(&ends_with_its_handle),
    );
    judge(
        "3. timed_out",
        DELIVERED.timed_out,
        &run(timed_out),
        Some(&stops_waiting),
    );
    judge("4. timed_inside", DELIVERED.timed_inside, &run(timed_inside), None);
    judge("5. aborted", DELIVERED.aborted, &run(aborted), None);
    judge("6. a_set", DELIVERED.a_set, &run(a_set), Some(&lets_go));
    judge("7. one_panics", DELIVERED.one_panics, &run(one_panics), Some(&spreads));
    judge("8. joined", DELIVERED.joined, &run(joined), Some(&borders));
}

/// What the set would do if it were a list of handles.
async fn handles_dropped(log: Log) {
    drop([(); 3].map(|()| spawn(errand(log.clone()))));
    sleep(2 * SECOND).await;
}

/// A count that somebody expects, and what would have to be the case.
struct Believed {
    delivered: u64,
    only_if: &'static str,
    belief: &'static str,
}

/// Compares a guess with what was delivered. Who is wrong for a known reason hears the
/// reason and guesses again; others hear what happened.
#[track_caller]
fn judge(main: &str, guess: Option<u64>, run: &Run, believed: Option<&Believed>) {
    let Some(guess) = guess else {
        reject(None, format!("{main}: there is no guess yet"))
    };
    if guess == run.count() {
        return;
    }
    let measured = format!("{main}: you expect {guess} delivered");
    if let Some(it) = believed.filter(|it| it.delivered == guess) {
        reject(it.belief, format!("{measured}. So it would be if {}.", it.only_if));
    }
    let (count, took) = (run.count(), time(run.observed.took));
    let measured =
        format!("{measured}; it returns at {took}, with {count} delivered");
    if run.observed.took.is_zero() {
        // A picture would show what happens after the return.
        reject(None, measured);
    }
    run.observed.reject(None, measured);
}

fn run<F>(main: fn(Log) -> F) -> Run
where
    F: Future<Output = ()> + 'static,
{
    let observed = observe(async move {
        let log = Log::new();
        main(log.clone()).await;
        log.lines().len() as u64
    });
    Run { observed }
}

/// A main that was run; it returned how many were delivered by then.
struct Run {
    observed: Observed<u64>,
}

impl Run {
    fn count(&self) -> u64 {
        *self.observed.output(None)
    }
}
