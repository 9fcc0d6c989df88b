//! The work and the minimum begin together, and the call takes as long as the longer
//! of the two. The thread stays free for other tasks.
//!
//! In each case, all sums, maximums, and lengths differ, so that a time shows what
//! was added to what.

#[path = "../at_least.rs"]
mod at_least;

use probe::{
    Attempt, Attempts, Case, OnLane, Rng, Shared, ensure,
    thread::{self, Blocked, Thread},
    time,
};
use std::{mem::replace, sync::OnceLock, time::Duration};
use tokio::time::{Instant, sleep};

#[test]
fn returns_when_both_the_work_and_the_minimum_are_over() {
    for it in quiet_attempts() {
        is_on_time(it);
    }
}

#[test]
fn the_work_begins_at_once_and_its_output_is_returned() {
    for it in quiet_attempts() {
        let begun = it.case.begun.get().unwrap_or_default();
        ensure!(
            it,
            begun.is_zero(),
            (begun == it.case.minimum).then_some("awaits-in-sequence"),
            "the work began after {}, and not at once",
            time(begun)
        );
        let (output, right) = (*it.output(), it.case.answer());
        let measured =
            format!("the work returned {right}, but `at_least` returned {output}");
        ensure!(it, output == right, None, "{measured}");
    }
}

#[test]
fn no_other_task_is_blocked() {
    for it in quiet_attempts() {
        let by_it = |it: &&Blocked| it.thread != Thread::Other;
        let blocked = it.blocked.iter().find(by_it).map(|it| it.duration);
        ensure!(
            it,
            blocked.is_none(),
            "blocking-is-waiting",
            "it blocked the thread for {}, and no other task could run",
            time(blocked.unwrap_or_default())
        );
        it.leaves_no_tasks(None);
    }
}

#[test]
fn the_minimum_counts_from_the_call_even_if_the_work_blocks() {
    // The minimum ends during the block in some cases, and after it in others.
    let block = 97 * Rng::new().range(2..9);
    let cases = [[400, 300, 50], [200, 300, 100], [block + 150, block, 71]];
    for it in Attempts::new(cases.map(Work::of)).run(attempt) {
        is_on_time(&it);
    }
}

#[track_caller]
fn is_on_time(it: &Attempt<Work>) {
    let (took, expected) = (it.took, it.case.expected());
    let missing = expected.saturating_sub(took);
    let slept = match !missing.is_zero() && it.wall >= missing / 10 * 9 {
        true => format!(
            ". It took {} on the machine's clock. A sleep of the standard library, \
             on any thread, doesn't advance tokio's clock",
            time(it.wall)
        ),
        false => String::new(),
    };
    ensure!(
        it,
        took == expected,
        Work::explain(it),
        "it returned after {}; it should return after {}{slept}",
        time(took),
        time(expected)
    );
}

/// Attempts with work that does not block. The work is shorter than the minimum, is
/// longer, takes no time, or is shorter by a prime number. Two random cases and the
/// header's case follow. The header's case lasts for hours and comes last: an
/// attempt that checks the clock every few milliseconds would be slow in it, and is
/// rejected earlier. All tests share one attempt at each case, up to the first that
/// takes the wrong time, because an attempt that sleeps on the machine's clock takes
/// real time.
fn quiet_attempts() -> &'static [Attempt<Work>] {
    static ATTEMPTS: OnceLock<Vec<Attempt<Work>>> = OnceLock::new();
    // Each test creates its own generator, so that each failure prints the seed.
    let mut rng = Rng::new();
    ATTEMPTS.get_or_init(|| {
        let mut long = || 97 * rng.range(11..20);
        let fixed = [(500, 200), (300, 700), (400, 0), (612, 89)];
        let others = [(long(), 89), (89, long()), (7_200_000, 3_600_000)];
        let cases = fixed.into_iter().chain(others);
        let cases = cases.map(|(minimum, wait)| Work::of([minimum, 0, wait]));
        let mut goes_on = true;
        let until_one_is_off_time = |it: &Attempt<Work>| {
            replace(&mut goes_on, it.took == it.case.expected())
        };
        let attempts = Attempts::new(cases).run(attempt);
        attempts.take_while(until_one_is_off_time).collect()
    })
}

async fn attempt(case: Work) -> u64 {
    let (call, minimum) = (Instant::now(), case.minimum);
    let work = async move {
        case.begun.lock().get_or_insert(call.elapsed());
        std::thread::sleep(case.machine_time);
        if !case.block.is_zero() {
            thread::sleep(case.block);
        }
        if !case.wait.is_zero() {
            sleep(case.wait).await;
        }
        case.answer()
    };
    let attempt = at_least::at_least(minimum, work.on_lane("work"));
    attempt.on_lane("at_least").await
}

/// A minimum, the work, and when the work began.
#[derive(Clone, Default)]
struct Work {
    minimum: Duration,
    /// For how long the work blocks before it waits.
    block: Duration,
    /// For how long the work waits.
    wait: Duration,
    /// How much real time the work takes, on top of the virtual time.
    machine_time: Duration,
    /// When the work was first polled.
    begun: Shared<Option<Duration>>,
}

impl Work {
    fn of(millis: [u64; 3]) -> Self {
        let [minimum, block, wait] = millis.map(Duration::from_millis);
        Self { minimum, block, wait, ..Self::default() }
    }

    fn takes(&self) -> Duration {
        self.block + self.wait
    }

    fn expected(&self) -> Duration {
        self.minimum.max(self.takes())
    }

    /// The work's output. It differs from case to case, and can't be guessed.
    fn answer(&self) -> u64 {
        1_000_003 + 7 * (self.minimum + 2 * self.wait).as_millis() as u64
    }
}

impl Case for Work {
    type Output = u64;

    fn given(&self) -> String {
        let [minimum, block, wait] = [self.minimum, self.block, self.wait].map(time);
        let blocks = match self.block {
            Duration::ZERO => String::new(),
            _ => format!("blocks for {block} and then "),
        };
        format!("a minimum of {minimum} and work that {blocks}waits for {wait}")
    }

    fn explain(it: &Attempt<Self>) -> Option<&'static str> {
        let (case, took) = (&it.case, it.took);
        if took < case.expected() {
            let missing = case.expected() - took;
            let kept = took == case.takes() && it.slept_for_real(missing);
            return kept.then_some("blocking-is-waiting");
        }
        // If a slower machine changes the time, the attempt reads the machine's
        // clock.
        let slower =
            Self { machine_time: Duration::from_millis(20), ..case.clone() };
        let asks_the_machine =
            Attempts::new([slower]).run(attempt).any(|it| it.took != took);
        let minimum_after_the_block = case.block + case.minimum.max(case.wait);
        match took {
            _ if asks_the_machine => Some("one-clock-for-all"),
            _ if took == case.minimum + case.takes() => Some("awaits-in-sequence"),
            _ if took == minimum_after_the_block => Some("begins-where-it-stands"),
            _ => None,
        }
    }
}
