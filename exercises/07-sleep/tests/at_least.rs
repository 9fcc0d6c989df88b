//! The work and the minimum begin together, and the longer of them ends both.
//!
//! No two of the sums, maxima and lengths of a case are equal, so that a time tells
//! what was added to what.

#[path = "../at_least.rs"]
mod at_least;

use probe::{
    Observed, OnLane, Rng, observe,
    thread::{self, Thread},
    time,
};
use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};
use tokio::time::{Instant, sleep};

const MILLI: Duration = Duration::from_millis(1);
/// What the machine takes longer, if it is slow.
const SLOW: Duration = Duration::from_millis(20);

#[test]
fn returns_when_both_the_work_and_the_minimum_are_over() {
    for case in quiet_cases() {
        let run = run(case, Duration::ZERO);
        run.observed.output(None);
        if run.observed.took != case.expected() {
            run.is_off_time();
        }
    }
}

#[test]
fn begins_the_work_at_once_and_returns_what_it_gives() {
    for case in quiet_cases() {
        let run = run(case, Duration::ZERO);
        let given = run.observed.output(None);
        let begun = run.begun.get().copied().unwrap_or_default();
        if !begun.is_zero() {
            let in_turn = begun == case.minimum;
            let belief = in_turn.then_some("awaits-in-sequence");
            let measured = format!("the work begins after {}", time(begun));
            run.observed.reject(belief, measured);
        }
        if *given != case.answer {
            let measured =
                format!("the work gives {}, and it gives {given}", case.answer);
            run.observed.reject(None, measured);
        }
        if run.observed.took != case.expected() {
            // Another test rejects it, and who sleeps on the machine's clock would
            // take as long once more.
            return;
        }
    }
}

#[test]
fn keeps_nobody_from_the_thread() {
    for case in quiet_cases() {
        let run = run(case, Duration::ZERO);
        run.observed.output(None);
        let by_it = |it: &&thread::Blocked| it.thread != Thread::Other;
        if let Some(blocked) = run.observed.blocked.iter().find(by_it) {
            let kept = time(blocked.duration);
            let measured = format!("it keeps everybody from the thread for {kept}");
            run.observed.reject("blocking-is-waiting", measured);
        }
        if run.observed.left_alive > 0 {
            let left = run.observed.left_alive;
            let measured = format!("it has returned; tasks still running: {left}");
            run.observed.reject(None, measured);
        }
        if run.observed.took != case.expected() {
            return;
        }
    }
}

#[test]
fn the_minimum_counts_from_the_call_also_if_the_work_blocks() {
    for case in blocking_cases() {
        let run = run(case, Duration::ZERO);
        run.observed.output(None);
        if run.observed.took != case.expected() {
            run.is_off_time();
        }
    }
}

#[derive(Clone, Copy)]
struct Case {
    minimum: Duration,
    /// For how long the work blocks before it waits.
    block: Duration,
    /// For how long the work waits.
    wait: Duration,
    answer: u64,
}

impl Case {
    fn length(&self) -> Duration {
        self.block + self.wait
    }

    fn expected(&self) -> Duration {
        self.minimum.max(self.length())
    }

    fn one_after_the_other(&self) -> Duration {
        self.minimum + self.length()
    }

    /// If the minimum counts from the end of the block.
    fn minimum_after_the_block(&self) -> Duration {
        self.block + self.minimum.max(self.wait)
    }
}

struct Run {
    case: Case,
    /// When the work was first polled.
    begun: Arc<OnceLock<Duration>>,
    observed: Observed<u64>,
}

/// On a slow machine, the work takes some of the machine's time and none of the
/// virtual one.
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
            case.answer
        };
        at_least::at_least(case.minimum, work.on_lane("work")).await
    };
    let (minimum, wait) = (time(case.minimum), time(case.wait));
    let given = if case.block.is_zero() {
        format!("a minimum of {minimum} and work that waits for {wait}")
    } else {
        let block = time(case.block);
        format!(
            "a minimum of {minimum} and work that blocks for {block} and then waits \
             for {wait}"
        )
    };
    let observed = observe(attempt.on_lane("at_least")).given(given);
    Run { case, begun, observed }
}

impl Run {
    #[track_caller]
    fn is_off_time(&self) -> ! {
        let (took, expected) = (self.observed.took, self.case.expected());
        let (took, expected) = (time(took), time(expected));
        let needed = if self.observed.took < self.case.expected() {
            "were asked for"
        } else {
            "are enough"
        };
        let measured = format!("it returns after {took}, and {expected} {needed}");
        let cause = self.cause();
        if cause == Some("blocking-is-waiting") {
            let kept = time(self.observed.longest_poll);
            let measured = format!(
                "{measured}. It keeps the thread for {kept} of the machine's time, and \
                 tokio's clock stands still meanwhile"
            );
            self.observed.reject(cause, measured);
        }
        if let Some(slept) = self.slept_elsewhere() {
            let measured = format!(
                "{measured}. It takes {} of the machine's time, and what sleeps on \
                 that clock, on whichever thread, moves nothing on tokio's",
                time(slept)
            );
            self.observed.reject(cause, measured);
        }
        self.observed.reject(cause, measured)
    }

    /// What it has taken of the machine's time, if that is as much as it lacks of
    /// tokio's.
    fn slept_elsewhere(&self) -> Option<Duration> {
        let missing = self.case.expected().checked_sub(self.observed.took)?;
        let wall = self.observed.wall;
        (!missing.is_zero() && wall >= missing / 10 * 9).then_some(wall)
    }

    fn cause(&self) -> Option<&'static str> {
        let (case, took) = (&self.case, self.observed.took);
        if took < case.expected() {
            let missing = case.expected() - took;
            let kept =
                took == case.length() && self.observed.slept_for_real(missing);
            return kept.then_some("blocking-is-waiting");
        }
        // What changes with the machine's speed has asked the machine's clock.
        let slow = run(*case, SLOW);
        if slow.observed.took != took {
            return Some("one-clock-for-all");
        }
        if took == case.one_after_the_other() {
            Some("awaits-in-sequence")
        } else if took == case.minimum_after_the_block() {
            Some("begins-where-it-stands")
        } else {
            None
        }
    }
}

/// The work is shorter, longer, nothing at all, shorter by a prime number; two that
/// are drawn; and that of the header. The hours come last: who looks at the clock
/// every few milliseconds looks there for long, and is late before.
fn quiet_cases() -> impl Iterator<Item = Case> {
    let fixed = [(500, 200), (300, 700), (400, 0), (612, 89)];
    let hours = [(7_200_000, 3_600_000)];
    let drawn = || {
        let mut rng = Rng::new();
        let mut long = || 97 * rng.range(11..20);
        [(long(), 89), (89, long())]
    };
    let drawn = std::iter::once_with(drawn).flatten();
    let cases = fixed.into_iter().chain(drawn).chain(hours);
    cases.map(|(minimum, wait)| case(minimum, 0, wait))
}

/// The minimum is over when the work has blocked, or only later.
fn blocking_cases() -> impl Iterator<Item = Case> {
    let drawn = || {
        let mut rng = Rng::new();
        let block = 97 * rng.range(2..9);
        (block + 150, block, 71)
    };
    let fixed = [(400, 300, 50), (200, 300, 100)].into_iter();
    let cases = fixed.chain(std::iter::once_with(drawn));
    cases.map(|(minimum, block, wait)| case(minimum, block, wait))
}

fn case(minimum: u64, block: u64, wait: u64) -> Case {
    let [minimum, block, wait] =
        [minimum, block, wait].map(|it| MILLI * u32::try_from(it).expect("hours"));
    // An answer that belongs to the case, and that nobody guesses.
    let answer = 1_000_003 + 7 * (minimum + 2 * wait).as_millis() as u64;
    Case { minimum, block, wait, answer }
}
