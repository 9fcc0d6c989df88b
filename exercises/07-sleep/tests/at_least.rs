//! The work and the minimum begin together, and the call takes as long as the longer
//! of the two. The thread stays free for other tasks.
//!
//! In each case, all sums, maximums, and lengths differ, so that a wrong time shows
//! what was added to what.

#[path = "../at_least.rs"]
mod at_least;

use probe::{
    Attempt, Attempts, Case, OnLane, Rng, Shared, ensure, observe, thread, time,
};
use std::{mem::replace, sync::OnceLock, time::Duration};
use tokio::time::{Instant, sleep};

/// How often an attempt may be polled.
const POLLS: usize = 20;

#[test]
fn returns_when_both_the_work_and_the_minimum_are_over() {
    for it in quiet_attempts() {
        is_on_time(it);
    }
}

#[test]
fn the_work_begins_at_once() {
    for it in quiet_attempts() {
        let begun = it.case.begun.get().unwrap_or_default();
        ensure!(
            it,
            begun.is_zero(),
            (begun == it.case.minimum).then_some("awaits-in-sequence"),
            "the work began after {}, not immediately",
            time(begun)
        );
    }
}

#[test]
fn no_other_task_is_blocked() {
    for it in quiet_attempts() {
        it.keeps_the_thread_free(|| asleep(it));
        ensure!(
            it,
            it.polls <= POLLS,
            "now-and-then-is-waiting",
            "it was polled {} times; waiting for the work and for a timer takes at most \
             {POLLS} polls",
            it.polls
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
    ensure!(
        it,
        took == expected,
        Work::explain(it),
        "it returned after {}; it should return after {}{}",
        time(took),
        time(expected),
        it.clock_note(missing)
    );
}

/// Attempts with work that does not block. The work is shorter than the minimum, is
/// longer, takes no time, or is shorter by a prime number, or the minimum is zero.
/// After that come two random cases and the header's case, which lasts for hours. All
/// tests share one attempt at each case, up to the first attempt that takes the wrong
/// time, is polled too often, or blocks, because such an attempt may take real time in
/// later cases.
fn quiet_attempts() -> &'static [Attempt<Work>] {
    static ATTEMPTS: OnceLock<Vec<Attempt<Work>>> = OnceLock::new();
    // Each test creates its own generator, so that each failure prints the seed.
    let mut rng = Rng::new();
    ATTEMPTS.get_or_init(|| {
        let mut long = || 97 * rng.range(11..20);
        let fixed = [(500, 200), (300, 700), (400, 0), (612, 89), (0, 300), (0, 0)];
        let others = [(long(), 89), (89, long()), (7_200_000, 3_600_000)];
        let cases = fixed.into_iter().chain(others);
        let cases = cases.map(|(minimum, wait)| Work::of([minimum, 0, wait]));
        let mut goes_on = true;
        let until_one_is_off_time = |it: &Attempt<Work>| {
            let is_well = it.took == it.case.expected() && it.polls <= POLLS;
            replace(&mut goes_on, is_well && !it.blocks_the_thread(|| asleep(it)))
        };
        let attempts = Attempts::new(cases).run(attempt);
        attempts.take_while(until_one_is_off_time).collect()
    })
}

/// How long the thread is asleep when the attempt is repeated.
fn asleep(it: &Attempt<Work>) -> Duration {
    observe(attempt(it.case.again(Duration::ZERO))).asleep
}

async fn attempt(case: Work) {
    let (call, minimum) = (Instant::now(), case.minimum);
    // Both this future and its output borrow values.
    let case = &case;
    let work = async move {
        case.begun.lock().get_or_insert(call.elapsed());
        std::thread::sleep(case.machine_time);
        if !case.block.is_zero() {
            thread::sleep(case.block);
        }
        if !case.wait.is_zero() {
            sleep(case.wait).await;
        }
        Answer(case)
    };
    let attempt = at_least::at_least(minimum, work.on_lane("work"));
    let Answer(_) = attempt.on_lane("at_least").await;
}

/// What the work returns: neither `Clone` nor `Default`, so only the work can make it.
struct Answer<'a>(&'a Work);

/// A minimum, the work, and when the work began.
#[derive(Clone, Default)]
struct Work {
    minimum: Duration,
    /// For how long the work blocks before it waits.
    block: Duration,
    /// For how long the work waits.
    wait: Duration,
    /// How much real time the work takes, in addition to the virtual time.
    machine_time: Duration,
    /// When the work was first polled.
    begun: Shared<Option<Duration>>,
}

impl Work {
    fn of(millis: [u64; 3]) -> Self {
        let [minimum, block, wait] = millis.map(Duration::from_millis);
        Self { minimum, block, wait, ..Self::default() }
    }

    /// The same work before it has begun, but taking this much real time.
    fn again(&self, machine_time: Duration) -> Self {
        Self { machine_time, begun: Shared::default(), ..self.clone() }
    }

    fn takes(&self) -> Duration {
        self.block + self.wait
    }

    fn expected(&self) -> Duration {
        self.minimum.max(self.takes())
    }
}

impl Case for Work {
    type Output = ();

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
        // If slowing down the machine changes the time, the attempt reads the machine's
        // clock.
        let slower = case.again(Duration::from_millis(20));
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
