//! Each job ends in its own way, and jobs that take too long are stopped at the
//! limit.
//!
//! In the first case, each of the four outcomes occurs. The order of the jobs, its
//! reverse, and the order in which they end all differ.

#[path = "../supervise.rs"]
mod supervise;

use probe::{Attempt, Attempts, Case, Finding, InFlight, OnLane, Rng, ensure, time};
use std::{iter::once, panic::resume_unwind, time::Duration};
use tokio::time::sleep;

#[test]
fn each_outcome_is_right_and_in_order() {
    for it in attempts() {
        let (outcomes, right) = (it.output(), it.case.outcomes(|_| {}));
        let limit = it.case.limit;
        let as_they_end =
            it.case.outcomes(|plans| plans.sort_by_key(|it| it.takes.min(limit)));
        let misconception = if *outcomes == as_they_end {
            Some("answers-in-my-order")
        } else if outcomes.iter().eq(right.iter().map(canceled_is_panicked)) {
            Some("a-join-error-is-a-panic")
        } else if errors_are_unheard(outcomes, &right) {
            Some("an-err-reaches-its-spawner")
        } else if *outcomes == it.case.outcomes_of_a_limit_for_each_wait() {
            Some("a-limit-for-each-limits-all")
        } else {
            Jobs::explain(&it)
        };
        ensure!(
            it,
            *outcomes == right,
            misconception,
            "it returned {outcomes:?} instead of {right:?}"
        );
    }
}

/// The outcome if a canceled job counts as panicked.
fn canceled_is_panicked(outcome: &Outcome) -> &Outcome {
    if *outcome == Outcome::Canceled { &Outcome::Panicked } else { outcome }
}

/// True if everything is right except that errors went unnoticed. An attempt that
/// reports errors as panics has noticed something.
fn errors_are_unheard(outcomes: &[Outcome], right: &[Outcome]) -> bool {
    let failed = |it: &Outcome| matches!(it, Outcome::Failed(_));
    let fits = |(it, right): (&Outcome, &Outcome)| match failed(right) {
        true => !failed(it) && *it != Outcome::Panicked,
        false => it == right,
    };
    outcomes.len() == right.len()
        && right.iter().any(failed)
        && outcomes.iter().zip(right).all(fits)
}

#[test]
fn all_jobs_run_at_once_and_none_beyond_the_limit() {
    for it in attempts() {
        it.asks_for_all_at_once();
        it.takes(it.case.takes(), "the slowest job, up to the limit,");
    }
}

#[test]
fn jobs_that_take_too_long_are_stopped_at_the_limit() {
    for it in attempts() {
        let is_right = *it.output() == it.case.outcomes(|_| {});
        let timed_out = it.output().contains(&Outcome::Canceled);
        // If a call ends at another time, or with other outcomes, the cause is unknown.
        let as_expected = is_right && it.took == it.case.takes();
        it.leaves_no_tasks(as_expected.then_some(match timed_out {
            true => "timeout-ends-the-task",
            false => "tasks-end-with-their-starter",
        }));
        let (limit, plans) = (it.case.limit, it.case.plans.iter().enumerate());
        let too_long = plans.filter(|(_, it)| it.takes > limit);
        it.drops(too_long.map(|(job, _)| job), limit, Jobs::explain(&it));
    }
}

/// Attempts with jobs of each outcome, with jobs that all end in time, with jobs
/// that are all stopped, with slow jobs, with more jobs than any limit that a
/// supervisor might have, with random jobs, and with no jobs. A loop that checks only
/// every few milliseconds notices a job that ends at 197 ms too late.
fn attempts() -> impl Iterator<Item = Attempt<Jobs>> {
    let failed = |words: &str| Outcome::Failed(words.to_owned());
    let mixed = vec![
        (300, Outcome::Done(3)),
        (900, Outcome::Done(9)),
        (200, Outcome::Panicked),
        (100, failed("no ink")),
        (400, Outcome::Done(4)),
    ];
    let in_time = vec![(197, failed("no stamps")), (103, Outcome::Panicked)];
    let too_long = vec![(800, Outcome::Done(8)), (700, Outcome::Panicked)];
    let slow = vec![(599_000, Outcome::Done(1)), (601_000, Outcome::Done(2))];
    let slow = once(Jobs::new(600_000, slow));
    let many = (0..40).map(|it| (300 + 7 * it, Outcome::Done(it))).collect();
    let fixed = [mixed, in_time, too_long].map(|jobs| Jobs::new(500, jobs));
    Attempts::new(fixed.into_iter().chain(slow))
        .large(Jobs::new(500, many))
        .drawn(|rng| [Jobs::drawn(rng)])
        .empty(Jobs::new(500, vec![]), "empty-needs-no-thought")
        .limit_polls()
        .run(|Jobs { plans, limit, running }| {
            let job =
                |(number, plan)| Job { number, plan, running: running.clone() };
            let jobs = plans.into_iter().enumerate().map(job).collect();
            supervise::supervise(jobs, limit)
        })
}

/// The jobs and their limit.
#[derive(Clone)]
struct Jobs {
    plans: Vec<Plan>,
    limit: Duration,
    running: InFlight,
}

#[derive(Clone)]
struct Plan {
    takes: Duration,
    end: Outcome,
}

impl Jobs {
    /// Jobs, each with its length in milliseconds and its outcome.
    fn new(limit: u64, jobs: Vec<(u64, Outcome)>) -> Self {
        let running = InFlight::new(0..jobs.len(), "jobs", "ran");
        let millis = Duration::from_millis;
        let plan = |(takes, end)| Plan { takes: millis(takes), end };
        let plans = jobs.into_iter().map(plan).collect();
        Self { plans, limit: millis(limit), running }
    }

    fn drawn(rng: &mut Rng) -> Self {
        let takes = rng.distinct(9, 1..40).into_iter();
        let jobs = takes.map(|takes| {
            let end = match rng.range(0..4) {
                0 => Outcome::Panicked,
                1 => Outcome::Failed("no paper".to_owned()),
                _ => Outcome::Done(rng.range(0..1000)),
            };
            (97 * takes, end)
        });
        Self::new(2000, jobs.collect())
    }

    /// The outcomes of the jobs, sorted by `sort`.
    fn outcomes(&self, sort: impl FnOnce(&mut [Plan])) -> Vec<Outcome> {
        let mut plans = self.plans.clone();
        sort(&mut plans);
        let outcome = |plan: Plan| match plan.takes > self.limit {
            true => Outcome::Canceled,
            false => plan.end,
        };
        plans.into_iter().map(outcome).collect()
    }

    /// The outcomes if the jobs are awaited in order, and the limit starts over with each
    /// wait.
    fn outcomes_of_a_limit_for_each_wait(&self) -> Vec<Outcome> {
        let mut now = Duration::ZERO;
        let outcome = |plan: &Plan| {
            let until = now + self.limit;
            now = plan.takes.clamp(now, until);
            if plan.takes > until { Outcome::Canceled } else { plan.end.clone() }
        };
        self.plans.iter().map(outcome).collect()
    }

    /// How long all of them take together, up to the limit.
    fn takes(&self) -> Duration {
        let takes = self.plans.iter().map(|it| it.takes.min(self.limit));
        takes.max().unwrap_or_default()
    }
}

impl Case for Jobs {
    type Output = Vec<Outcome>;

    fn given(&self) -> String {
        format!("{} jobs and a limit of {}", self.plans.len(), time(self.limit))
    }

    fn in_flight(&self) -> Option<&InFlight> {
        Some(&self.running)
    }

    fn explain(it: &Attempt<Self>) -> Option<&'static str> {
        // The attempt slept on the machine's clock instead of tokio's.
        let slept = it.took.is_zero() && it.slept_for_real(it.case.takes());
        it.usual_cause().or(slept.then_some("blocking-is-waiting"))
    }

    fn on_panic(&self, words: &str) -> Finding {
        // A job's panic arrives here unchanged, unless a task caught it.
        let (stumbled, tasks) = (words == STUMBLED, self.running.tasks());
        let in_one_task = tasks == 1 && self.running.begun().len() > 1;
        let misconception = match words {
            _ if words.contains("JoinError::Panic") => {
                Some("a-panic-leaves-its-task")
            }
            _ if stumbled && !in_one_task => Some("a-panic-leaves-its-task"),
            // The jobs are in the supervisor's task. Whether the attempt tried to catch
            // their panics is unknown.
            _ if stumbled => None,
            _ => words.contains("JoinError").then_some("a-join-error-is-a-panic"),
        };
        Finding::new(misconception, format!("the supervisor panicked: {words}"))
    }
}

/// How a job ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The job returned a number.
    Done(u64),
    /// The job returned an error.
    Failed(String),
    /// The job panicked.
    Panicked,
    /// The job was stopped at the limit.
    Canceled,
}

const STUMBLED: &str = "a job stumbled";

/// Something to run.
pub struct Job {
    number: usize,
    plan: Plan,
    running: InFlight,
}

impl Job {
    /// Runs for the job's length, and then returns a number or an error, or panics.
    pub async fn run(self) -> Result<u64, String> {
        let run = async {
            let running = self.running.begin(self.number);
            sleep(self.plan.takes).await;
            running.end();
            match self.plan.end {
                Outcome::Done(number) => Ok(number),
                Outcome::Failed(words) => Err(words),
                // Unlike `panic!`, this prints no message.
                _ => resume_unwind(Box::new(STUMBLED)),
            }
        };
        run.on_lane(format!("job {}", self.number)).await
    }
}
