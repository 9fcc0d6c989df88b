//! Each job has its own end, and what takes too long is stopped at the limit.
//!
//! In the first case each of the four ends is there once, and the order of the jobs,
//! its reverse and the order in which they end all differ.

#[path = "../supervise.rs"]
mod supervise;

use probe::{End, Gauge, Observed, OnLane, Rng, is_todo, observe, time};
use std::{
    collections::HashSet,
    panic::resume_unwind,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    runtime::Handle,
    task,
    time::{Instant, sleep},
};

#[test]
fn each_job_has_its_own_end() {
    for case in cases() {
        let (books, observed) = run(&case);
        let (outcomes, expected) =
            (outcomes(&case, &books, &observed), case.outcomes());
        if *outcomes == expected {
            continue;
        }
        let mut as_they_end: Vec<_> = case.plans.iter().collect();
        as_they_end.sort_by_key(|it| it.takes.min(case.limit));
        let as_they_end = as_they_end.into_iter().map(|it| it.outcome(case.limit));
        let belief = if outcomes.iter().cloned().eq(as_they_end) {
            Some("answers-in-my-order")
        } else if *outcomes == replaced(&expected, Outcome::Canceled) {
            Some("a-join-error-is-a-panic")
        } else if errors_are_unheard(outcomes, &expected) {
            Some("an-err-reaches-its-spawner")
        } else if observed.took.is_zero() && observed.left_alive > 0 {
            Some("spawned-is-done")
        } else {
            case.blocked(&observed)
        };
        let measured = format!("right is {expected:?}; it returned {outcomes:?}");
        observed.reject(belief, measured);
    }
}

/// The outcomes as they are to whom all that is not a result has panicked.
fn replaced(outcomes: &[Outcome], what: Outcome) -> Vec<Outcome> {
    let panicked = |it: &Outcome| match it {
        it if *it == what => Outcome::Panicked,
        it => it.clone(),
    };
    outcomes.iter().map(panicked).collect()
}

/// Whether all is right but the errors, and of those nobody has heard. Who takes them
/// for panics has heard of something.
fn errors_are_unheard(outcomes: &[Outcome], expected: &[Outcome]) -> bool {
    let failed = |it: &Outcome| matches!(it, Outcome::Failed(_));
    let unheard = |it: &Outcome| !failed(it) && *it != Outcome::Panicked;
    let mut pairs = outcomes.iter().zip(expected);
    let fits = |(it, right): (&Outcome, &Outcome)| {
        if failed(right) { unheard(it) } else { it == right }
    };
    outcomes.len() == expected.len()
        && expected.iter().any(failed)
        && pairs.all(fits)
}

#[test]
fn all_run_at_once_and_none_beyond_the_limit() {
    for case in cases() {
        let (books, observed) = run(&case);
        outcomes(&case, &books, &observed);
        let (all, peak) = (case.plans.len(), books.running.peak());
        let in_turn = all > 1 && observed.took >= case.in_turn();
        let begun: Vec<_> = books.seen().begun.iter().map(|it| it.0).collect();
        if sorted(&begun) != (0..all).collect::<Vec<_>>() {
            let belief = if in_turn {
                Some("awaits-in-sequence")
            } else {
                case.blocked(&observed)
            };
            let begun = match &*begun {
                [] => "none of the jobs".to_owned(),
                begun => format!("the jobs {begun:?}; they are numbered from 0"),
            };
            observed.reject(belief, format!("it ran {begun}"));
        }
        if peak != all {
            let others_wait = in_turn && books.others_wait();
            let belief = (in_turn && !others_wait).then_some("awaits-in-sequence");
            let note = if others_wait {
                "; the other tasks are there meanwhile, and wait for something"
            } else {
                ""
            };
            let measured = format!(
                "of {all} jobs, never more than {peak} running at a time{note}"
            );
            observed.reject(belief, measured);
        }
        let (took, due) = (observed.took, case.takes());
        if took != due {
            let belief = (took.is_zero() && observed.left_alive > 0)
                .then_some("spawned-is-done")
                .or_else(|| case.blocked(&observed));
            let (took, due) = (time(took), time(due));
            observed.reject(
                belief,
                format!("it took {took}; the slowest, up to the limit, takes {due}"),
            );
        }
    }
}

#[test]
fn what_takes_too_long_is_stopped_at_the_limit() {
    for case in cases() {
        let (books, observed) = run(&case);
        let outcomes = outcomes(&case, &books, &observed);
        let left = observed.left_alive;
        if left > 0 {
            let belief = if observed.took.is_zero() {
                Some("spawned-is-done")
            } else if outcomes.contains(&Outcome::Canceled) {
                Some("timeout-ends-the-task")
            } else {
                Some("tasks-end-with-their-starter")
            };
            let measured = format!("it has returned; tasks still running: {left}");
            observed.reject(belief, measured);
        }
        let stopped = books.seen().stopped.clone();
        let expected = case.plans.iter().enumerate();
        let expected = expected.filter(|(_, it)| it.takes > case.limit);
        let expected: HashSet<_> =
            expected.map(|(it, _)| (it, case.limit)).collect();
        if stopped.iter().copied().collect::<HashSet<_>>() != expected {
            let mut expected: Vec<_> = expected.into_iter().collect();
            expected.sort_unstable();
            let [right, stopped] = [&expected, &stopped].map(|it| in_words(it));
            let measured =
                format!("jobs to be stopped: {right}; jobs that were: {stopped}");
            observed.reject(case.blocked(&observed), measured);
        }
    }
}

fn run(case: &Case) -> (Books, Observed<Vec<Outcome>>) {
    let books = Books::default();
    let jobs = case.plans.iter().enumerate().map(|(number, plan)| Job {
        number,
        plan: plan.clone(),
        books: books.clone(),
    });
    let (jobs, limit): (Vec<_>, _) = (jobs.collect(), case.limit);
    let given = format!("{} jobs and a limit of {}", jobs.len(), time(limit));
    // Called on the runtime, where also a plain function may spawn.
    let attempt = async move { supervise::supervise(jobs, limit).await };
    (books, observe(attempt).given(given))
}

/// What was returned; or the attempt is rejected. The empty case comes last: who
/// panics or is stuck there has not thought of it.
fn outcomes<'a>(
    case: &Case,
    books: &Books,
    observed: &'a Observed<Vec<Outcome>>,
) -> &'a Vec<Outcome> {
    let empty = case.plans.is_empty().then_some("empty-needs-no-thought");
    let End::Panicked(words) = &observed.end else { return observed.output(empty) };
    if is_todo(words) {
        return observed.output(None);
    }
    // What a job panics with comes through as it is, unless a task caught it.
    let caught = words.contains("JoinError::Panic");
    let belief = if empty.is_some() {
        empty
    } else if caught || (words == STUMBLED && !books.in_one_task()) {
        Some("a-panic-leaves-its-task")
    } else if words == STUMBLED && books.running.peak() > 1 {
        Some("a-branch-is-a-task")
    } else if words == STUMBLED {
        // One at a time, in the supervisor's own task: there are no branches.
        None
    } else {
        words.contains("JoinError").then_some("a-join-error-is-a-panic")
    };
    observed.reject(belief, format!("the supervisor panicked: {words}"))
}

/// What the jobs are to do.
struct Case {
    plans: Vec<Plan>,
    limit: Duration,
}

#[derive(Clone)]
struct Plan {
    takes: Duration,
    end: Outcome,
}

impl Plan {
    fn new(takes: u64, end: Outcome) -> Self {
        Self { takes: Duration::from_millis(takes), end }
    }

    fn outcome(&self, limit: Duration) -> Outcome {
        if self.takes > limit { Outcome::Canceled } else { self.end.clone() }
    }
}

impl Case {
    fn outcomes(&self) -> Vec<Outcome> {
        self.plans.iter().map(|it| it.outcome(self.limit)).collect()
    }

    /// How long it takes all of them.
    fn takes(&self) -> Duration {
        let takes = self.plans.iter().map(|it| it.takes.min(self.limit));
        takes.max().unwrap_or_default()
    }

    /// The belief of whoever sleeps on the machine's clock and not on tokio's.
    fn blocked<T>(&self, observed: &Observed<T>) -> Option<&'static str> {
        let slept = observed.took.is_zero() && observed.slept_for_real(self.takes());
        slept.then_some("blocking-is-waiting")
    }

    /// How long it takes at least if each waits for the one before it.
    fn in_turn(&self) -> Duration {
        self.plans.iter().map(|it| it.takes.min(self.limit)).sum()
    }
}

/// One with each end, one in which nobody is stopped, one drawn, one in which all are,
/// and none at all. Whoever looks only now and then is late for an end at 197 ms.
fn cases() -> impl Iterator<Item = Case> {
    let limit = Duration::from_millis(500);
    let failed = |words: &str| Outcome::Failed(words.to_owned());
    let mixed = vec![
        Plan::new(300, Outcome::Done(3)),
        Plan::new(900, Outcome::Done(9)),
        Plan::new(200, Outcome::Panicked),
        Plan::new(100, failed("no ink")),
        Plan::new(400, Outcome::Done(4)),
    ];
    let in_time =
        vec![Plan::new(197, failed("no stamps")), Plan::new(103, Outcome::Panicked)];
    let too_long =
        vec![Plan::new(800, Outcome::Done(8)), Plan::new(700, Outcome::Panicked)];
    let mut rng = Rng::new();
    let mut drawn = Vec::new();
    for takes in rng.distinct(9, 1..40) {
        let end = match rng.range(0..4) {
            0 => Outcome::Panicked,
            1 => failed("no paper"),
            _ => Outcome::Done(rng.range(0..1000)),
        };
        drawn.push(Plan::new(97 * takes, end));
    }
    let other = Duration::from_millis(2000);
    let cases = [mixed, in_time, drawn, too_long, vec![]].into_iter();
    let limits = [limit, limit, other, limit, limit];
    cases.zip(limits).map(|(plans, limit)| Case { plans, limit })
}

/// How a job ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It gave a number.
    Done(u64),
    /// It gave an error.
    Failed(String),
    /// It panicked.
    Panicked,
    /// It was stopped.
    Canceled,
}

const STUMBLED: &str = "a job stumbled";

/// Something to run.
pub struct Job {
    number: usize,
    plan: Plan,
    books: Books,
}

impl Job {
    /// Takes its time, and gives a number or an error; or panics.
    pub async fn run(self) -> Result<u64, String> {
        let lane = format!("job {}", self.number);
        let run = async {
            let running = Running::begin(&self);
            sleep(self.plan.takes).await;
            running.end();
            match &self.plan.end {
                Outcome::Done(number) => Ok(*number),
                Outcome::Failed(words) => Err(words.clone()),
                // Without the words that a `panic!` prints.
                _ => resume_unwind(Box::new(STUMBLED)),
            }
        };
        run.on_lane(lane).await
    }
}

/// What is known of the jobs. Clones are the same books.
#[derive(Clone, Default)]
struct Books {
    running: Gauge,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    start: Option<Instant>,
    begun: Vec<(usize, Option<task::Id>)>,
    stopped: Vec<(usize, Duration)>,
    /// The most tasks that were alive when a job began.
    tasks: usize,
}

impl Books {
    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there were more tasks than the supervisor's and one or two for a job.
    fn others_wait(&self) -> bool {
        self.seen().tasks > 3
    }

    /// Whether the jobs that were begun are parts of one task.
    fn in_one_task(&self) -> bool {
        let seen = self.seen();
        let tasks: HashSet<_> = seen.begun.iter().map(|it| it.1).collect();
        tasks.len() == 1 && seen.begun.len() > 1
    }
}

/// A job that runs. One that is dropped before its end was stopped.
struct Running<'a> {
    job: &'a Job,
    ended: bool,
    _entered: probe::Entered,
}

impl<'a> Running<'a> {
    fn begin(job: &'a Job) -> Self {
        let mut seen = job.books.seen();
        seen.start.get_or_insert_with(Instant::now);
        seen.begun.push((job.number, task::try_id()));
        // Without a runtime, the sleep will say so.
        if let Ok(runtime) = Handle::try_current() {
            seen.tasks = seen.tasks.max(runtime.metrics().num_alive_tasks());
        }
        Self { job, ended: false, _entered: job.books.running.enter() }
    }

    fn end(mut self) {
        self.ended = true;
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        // Outside of a runtime nobody knows the virtual time.
        if !self.ended && Handle::try_current().is_ok() {
            let mut seen = self.job.books.seen();
            let at = seen.start.map_or(Duration::ZERO, |it| it.elapsed());
            seen.stopped.push((self.job.number, at));
        }
    }
}

fn sorted(numbers: &[usize]) -> Vec<usize> {
    let mut numbers = numbers.to_vec();
    numbers.sort_unstable();
    numbers
}

fn in_words(stopped: &[(usize, Duration)]) -> String {
    let each = stopped.iter().map(|&(job, at)| format!("{job} at {}", time(at)));
    let each: Vec<_> = each.collect();
    if each.is_empty() { "none".to_owned() } else { each.join(", ") }
}
