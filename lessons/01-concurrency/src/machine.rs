//! What a second thread gains on this machine, for waiting and for computing.
//!
//! The same two jobs run twice: taking turns on one thread, and on two threads. The
//! computing job yields ten times, so that the two really take turns on one thread.

use stage::say;
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    hint::black_box,
    thread::{self, ThreadId},
    time::{Duration, Instant},
};

const JOB: Duration = Duration::from_millis(60);
const COUNTING: Duration = Duration::from_millis(200);
const WAITING_THREADS: usize = 100;

pub(crate) fn waiting_and_computing() {
    let rounds = rounds_in(JOB);
    let waits = [best(|| taking_turns(wait)), best(|| side_by_side(wait))];
    let computations = [
        best(|| taking_turns(|| compute(rounds))),
        best(|| side_by_side(|| compute(rounds))),
    ];
    let [turns, threads] = waits.each_ref().map(Run::threads);
    say!("                      on {turns} thread   on {threads} threads");
    say!("two waits of 60 ms    {}", row(&waits));
    say!("two computations      {}", row(&computations));

    let cores = thread::available_parallelism().map_or(1, usize::from);
    say!("cores: {cores}; a second thread computes faster only if one is free");
    say!("if the figures look wrong, the machine was busy: run this again");
    let alone = count();
    let beside = thread::scope(|scope| {
        for _ in 0..WAITING_THREADS {
            scope.spawn(|| thread::sleep(COUNTING));
        }
        count()
    });
    say!("in 0.2 s, a thread alone counts to {} thousand", alone / 1000);
    say!("with {WAITING_THREADS} waiting threads, to {} thousand", beside / 1000);
}

/// Runs both jobs on this thread: when one waits or yields, the other runs.
fn taking_turns<J: Future<Output = ThreadId>>(job: impl Fn() -> J) -> Run {
    let start = Instant::now();
    let (one, other) = on_this_thread(async { futures::join!(job(), job()) });
    Run { took: start.elapsed(), ran_on: [one, other] }
}

/// Runs the same jobs, each on its own thread.
fn side_by_side<J: Future<Output = ThreadId>>(job: impl Fn() -> J + Sync) -> Run {
    let start = Instant::now();
    let ran_on = thread::scope(|scope| {
        let threads = [(); 2].map(|()| scope.spawn(|| on_this_thread(job())));
        threads.map(|thread| thread.join().expect("a job does not panic"))
    });
    Run { took: start.elapsed(), ran_on }
}

async fn wait() -> ThreadId {
    tokio::time::sleep(JOB).await;
    thread::current().id()
}

async fn compute(rounds: u64) -> ThreadId {
    for _ in 0..10 {
        hash(rounds / 10);
        tokio::task::yield_now().await;
    }
    thread::current().id()
}

fn hash(rounds: u64) {
    let mut hasher = DefaultHasher::new();
    for round in 0..rounds {
        round.hash(&mut hasher);
    }
    black_box(hasher.finish());
}

/// The number of hash rounds that this machine computes in the given time. The fastest
/// of many tries counts, because the slower ones were interrupted.
fn rounds_in(time: Duration) -> u64 {
    const ROUNDS: u64 = 1000;
    let tries = (0..200).map(|_| {
        let start = Instant::now();
        hash(ROUNDS);
        start.elapsed()
    });
    let fastest = tries.min().unwrap_or_default().as_nanos().max(1);
    ROUNDS * (time.as_nanos() / fastest) as u64
}

/// How far this thread can count in the time `COUNTING`. The number is lower on a
/// shared core.
fn count() -> u64 {
    let start = Instant::now();
    let mut counted = 0;
    while start.elapsed() < COUNTING {
        counted += 1;
    }
    counted
}

#[derive(Clone, Copy)]
struct Run {
    took: Duration,
    ran_on: [ThreadId; 2],
}

impl Run {
    fn threads(&self) -> usize {
        let [one, other] = self.ran_on;
        if one == other { 1 } else { 2 }
    }

    fn rounded_ms(&self) -> f64 {
        (self.took.as_secs_f64() * 100.0).round() * 10.0
    }
}

/// The fastest of three runs: what the machine can do when it isn't busy.
fn best(run: impl Fn() -> Run) -> Run {
    let [first, second, third] = [run(), run(), run()];
    let faster = |a: Run, b: Run| if b.took < a.took { b } else { a };
    faster(first, faster(second, third))
}

fn row(runs: &[Run; 2]) -> String {
    let [turns, threads] = runs.each_ref().map(Run::rounded_ms);
    format!("{turns:>8} ms {threads:>11} ms")
}

fn on_this_thread<F: Future>(future: F) -> F::Output {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_time().build();
    runtime.expect("a runtime without sockets needs only memory").block_on(future)
}
