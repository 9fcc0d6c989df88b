//! The work and the minimum begin together, and the longer of them ends both.
//! Nothing is kept from the thread.
//!
//! No two of the sums, maxima, and lengths of a case are equal, so that a time tells
//! what was added to what.

#[path = "../at_least.rs"]
mod at_least;

use probe::{
    Observed, OnLane, Rng, ensure, observe,
    thread::{self, Blocked, Thread},
    time,
};
use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};
use tokio::time::{Instant, sleep};

#[test]
fn returns_when_both_the_work_and_the_minimum_are_over() {
    for it in quiet_runs() {
        it.is_on_time();
    }
}

#[test]
fn begins_the_work_at_once_and_returns_what_it_gives() {
    for Run { case, begun, observed } in quiet_runs() {
        let output = *observed.output(None);
        let begun = begun.get().copied().unwrap_or_default();
        let in_turn = begun == case.minimum;
        ensure!(
            observed,
            begun.is_zero(),
            in_turn.then_some("awaits-in-sequence"),
            "the work begins after {}",
            time(begun)
        );
        let right = case.answer();
        ensure!(
            observed,
            output == right,
            None,
            "the work gives {right}, and it gives {output}"
        );
    }
}

#[test]
fn no_other_task_is_kept_from_the_thread() {
    for Run { observed, .. } in quiet_runs() {
        observed.output(None);
        let by_it = |it: &&Blocked| it.thread != Thread::Other;
        let blocked = observed.blocked.iter().find(by_it).map(|it| it.duration);
        ensure!(
            observed,
            blocked.is_none(),
            "blocking-is-waiting",
            "it keeps every other task from the thread for {}",
            time(blocked.unwrap_or_default())
        );
        let left = observed.left_alive;
        ensure!(
            observed,
            left == 0,
            None,
            "it has returned; tasks still running: {left}"
        );
    }
}

#[test]
fn the_minimum_counts_from_the_call_also_if_the_work_blocks() {
    // The minimum is over when the work has blocked, or only later.
    let block = 97 * Rng::new().range(2..9);
    for case in [(400, 300, 50), (200, 300, 100), (block + 150, block, 71)] {
        run(Case::of(case), Duration::ZERO).is_on_time();
    }
}

/// Runs with work that does not block: it is shorter, longer, nothing at all,
/// shorter by a prime number; two that are drawn; and that of the header. The hours
/// come last: an attempt that looks at the clock every few milliseconds looks there
/// for long, and is late before. Each case runs once for all tests, up to the first
/// that takes the wrong time: an attempt that sleeps on the machine's clock takes
/// the machine's time.
fn quiet_runs() -> &'static [Run] {
    static RUNS: OnceLock<Vec<Run>> = OnceLock::new();
    // Each test draws, so that each says how to repeat it.
    let mut rng = Rng::new();
    RUNS.get_or_init(|| {
        let mut long = || 97 * rng.range(11..20);
        let fixed = [(500, 200), (300, 700), (400, 0), (612, 89)];
        let others = [(long(), 89), (89, long()), (7_200_000, 3_600_000)];
        let mut runs: Vec<Run> = Vec::new();
        for (minimum, wait) in fixed.into_iter().chain(others) {
            let is_on_time = |it: &Run| it.observed.took == it.case.expected();
            if runs.iter().all(is_on_time) {
                runs.push(run(Case::of((minimum, 0, wait)), Duration::ZERO));
            }
        }
        runs
    })
}

#[derive(Clone, Copy)]
struct Case {
    minimum: Duration,
    /// For how long the work blocks before it waits.
    block: Duration,
    /// For how long the work waits.
    wait: Duration,
}

impl Case {
    fn of((minimum, block, wait): (u64, u64, u64)) -> Self {
        let [minimum, block, wait] =
            [minimum, block, wait].map(Duration::from_millis);
        Self { minimum, block, wait }
    }

    fn work(&self) -> Duration {
        self.block + self.wait
    }

    fn expected(&self) -> Duration {
        self.minimum.max(self.work())
    }

    /// Belongs to the case, and cannot be guessed.
    fn answer(&self) -> u64 {
        1_000_003 + 7 * (self.minimum + 2 * self.wait).as_millis() as u64
    }

    fn given(&self) -> String {
        let [minimum, block, wait] = [self.minimum, self.block, self.wait].map(time);
        let blocks = match self.block {
            Duration::ZERO => String::new(),
            _ => format!("blocks for {block} and then "),
        };
        format!("a minimum of {minimum} and work that {blocks}waits for {wait}")
    }
}

struct Run {
    case: Case,
    /// When the work was first polled.
    begun: Arc<OnceLock<Duration>>,
    observed: Observed<u64>,
}

/// The work takes this long of the machine's time, and none of it is virtual.
fn run(case: Case, machine_time: Duration) -> Run {
    let begun = Arc::new(OnceLock::new());
    let note = Arc::clone(&begun);
    let attempt = async move {
        let call = Instant::now();
        let work = async move {
            note.get_or_init(|| call.elapsed());
            if !machine_time.is_zero() {
                std::thread::sleep(machine_time);
            }
            if !case.block.is_zero() {
                thread::sleep(case.block);
            }
            if !case.wait.is_zero() {
                sleep(case.wait).await;
            }
            case.answer()
        };
        at_least::at_least(case.minimum, work.on_lane("work")).await
    };
    let observed = observe(attempt.on_lane("at_least")).given(case.given());
    Run { case, begun, observed }
}

impl Run {
    #[track_caller]
    fn is_on_time(&self) {
        self.observed.output(None);
        let (took, expected) = (self.observed.took, self.case.expected());
        if took == expected {
            return;
        }
        let needed = if took < expected { "were asked for" } else { "are enough" };
        let missing = expected.saturating_sub(took);
        let wall = self.observed.wall;
        let slept = match !missing.is_zero() && wall >= missing / 10 * 9 {
            true => format!(
                ". It takes {} of the machine's time, and what sleeps on that \
                 clock, on whichever thread, moves nothing on tokio's",
                time(wall)
            ),
            false => String::new(),
        };
        let (took, expected) = (time(took), time(expected));
        let measured =
            format!("it returns after {took}, and {expected} {needed}{slept}");
        self.observed.reject(self.why_off_time(missing), measured)
    }

    fn why_off_time(&self, missing: Duration) -> Option<&'static str> {
        let (case, took) = (self.case, self.observed.took);
        if !missing.is_zero() {
            let kept = took == case.work() && self.observed.slept_for_real(missing);
            return kept.then_some("blocking-is-waiting");
        }
        // What changes with the machine's speed has asked the machine's clock.
        if run(case, Duration::from_millis(20)).observed.took != took {
            return Some("one-clock-for-all");
        }
        let minimum_after_the_block = case.block + case.minimum.max(case.wait);
        match took {
            _ if took == case.minimum + case.work() => Some("awaits-in-sequence"),
            _ if took == minimum_after_the_block => Some("begins-where-it-stands"),
            _ => None,
        }
    }
}
