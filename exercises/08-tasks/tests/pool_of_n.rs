//! A free worker takes the next job immediately, no matter how its last job ended.
//!
//! The check computes when each job should begin, and also when it would begin if a
//! panic ended the worker.

#[path = "../pool_of_n.rs"]
mod pool_of_n;

use probe::{Attempt, Attempts, Case, Finding, InFlight, OnLane, Rng, ensure, time};
use std::{collections::VecDeque, panic::resume_unwind, sync::Arc, time::Duration};
use tokio::{
    sync::Mutex,
    time::{Instant, sleep, sleep_until},
};

#[test]
fn each_job_is_run_once() {
    for it in attempts() {
        it.asks_for_each_once();
    }
}

#[test]
fn no_more_run_at_once_than_there_are_workers() {
    for it in attempts() {
        let (peak, plans) = (it.case.running.peak(), it.case.plans.iter());
        let as_they_come = plans.map(|it| Some(it.comes)).eq(it.case.begun());
        let unlimited = match as_they_come {
            true => ". Each job began as soon as it arrived: nothing limited them",
            false => "",
        };
        ensure!(
            it,
            peak <= it.case.workers,
            None,
            "{peak} jobs ran at the same time; workers: {}{unlimited}",
            it.case.workers
        );
    }
}

#[test]
fn a_free_worker_takes_the_next_job_at_once() {
    for it in attempts() {
        let due = it.case.begins(it.case.workers, false);
        let each = it.case.begun().into_iter().zip(due).enumerate();
        for (number, (begun, due)) in each {
            let began = |at| format!("began at {}", time(at));
            ensure!(
                it,
                begun == due,
                Jobs::explain(&it),
                "job {number} {}; it had arrived, and a worker was free for it, at \
                 {}{}",
                begun.map_or("never began".to_owned(), began),
                time(due.unwrap_or_default()),
                it.note()
            );
        }
    }
}

#[test]
fn returns_when_the_last_job_ends() {
    for it in attempts() {
        it.leaves_no_tasks("spawned-is-done");
        it.takes(it.case.ends(), "running all jobs");
    }
}

/// Attempts with jobs that all arrive at the same time, jobs that arrive one by one,
/// fewer jobs than workers, one worker, and no jobs. In the next cases, some jobs
/// panic, or all jobs of the only worker do. One case is slow, and one has more workers
/// than any limit that a pool might have. Random cases come last.
fn attempts() -> impl Iterator<Item = Attempt<Jobs>> {
    let all_there = [(0, 300), (0, 500), (0, 100), (0, 250), (0, 150)];
    let one_by_one = [(0, 400), (50, 300), (100, 150), (700, 200), (720, 100)];
    // With three workers, losing a worker doesn't look like running jobs in sequence.
    let fixed = [
        Jobs::new(3, &all_there),
        Jobs::new(2, &one_by_one),
        Jobs::new(7, &all_there),
        Jobs::new(1, &one_by_one),
        Jobs::new(3, &[]),
        Jobs::new(2, &all_there).panicking(|number| number == 2),
        Jobs::new(1, &one_by_one).panicking(|_| true),
        Jobs::new(2, &[(0, 600_000), (300_000, 600_000), (700_000, 50)]),
    ];
    let many: Vec<_> = (0..60).map(|it| (0, 500 + 7 * it)).collect();
    Attempts::new(fixed)
        .large(Jobs::new(40, &many))
        .drawn(Jobs::drawn)
        .limit_polls()
        .run(|Jobs { workers, plans, running }| async move {
            running.start();
            let start = Instant::now();
            let job = |(number, plan)| Job {
                number,
                plan,
                start,
                running: running.clone(),
            };
            let jobs = Mutex::new(plans.into_iter().enumerate().map(job).collect());
            pool_of_n::run_pool(workers, Queue(Arc::new(jobs))).await;
        })
}

/// The jobs, and how many workers run them.
#[derive(Clone)]
struct Jobs {
    workers: usize,
    plans: Vec<Plan>,
    running: InFlight,
}

#[derive(Clone, Copy)]
struct Plan {
    comes: Duration,
    takes: Duration,
    panics: bool,
}

impl Jobs {
    /// Jobs, each with its arrival and its length in milliseconds.
    fn new(workers: usize, jobs: &[(u64, u64)]) -> Self {
        let running = InFlight::new(0..jobs.len(), "jobs", "ran");
        let plans = jobs.iter().map(|&(comes, takes)| {
            let [comes, takes] = [comes, takes].map(Duration::from_millis);
            Plan { comes, takes, panics: false }
        });
        Self { workers, plans: plans.collect(), running }
    }

    /// The same jobs, but the chosen ones panic.
    fn panicking(mut self, such: impl Fn(usize) -> bool) -> Self {
        let each = self.plans.iter_mut().enumerate();
        each.for_each(|(number, plan)| plan.panics = such(number));
        self
    }

    /// Random jobs, and the same jobs where every other one panics.
    fn drawn(rng: &mut Rng) -> [Self; 2] {
        let mut comes = 0;
        let jobs = rng.distinct(11, 1..60).into_iter().map(|takes| {
            comes += rng.range(0..15) * 89;
            (comes, 97 * takes)
        });
        let (jobs, workers) = (jobs.collect::<Vec<_>>(), rng.range(3..6) as usize);
        let panicking =
            Self::new(workers, &jobs).panicking(|it| it.is_multiple_of(2));
        [Self::new(workers, &jobs), panicking]
    }

    /// When each job begins with this number of workers. `None` if no worker is
    /// left.
    fn begins(&self, workers: usize, they_die: bool) -> Vec<Option<Duration>> {
        let mut free = vec![Duration::ZERO; workers];
        let begin = |plan: &Plan| {
            let first = (0..free.len()).min_by_key(|&it| free[it])?;
            let begins = plan.comes.max(free[first]);
            if plan.panics && they_die {
                free.swap_remove(first);
            } else {
                free[first] = begins + plan.takes;
            }
            Some(begins)
        };
        self.plans.iter().map(begin).collect()
    }

    fn ends(&self) -> Duration {
        let begins = self.begins(self.workers, false).into_iter().flatten();
        let ends = begins.zip(&self.plans).map(|(begins, plan)| begins + plan.takes);
        ends.max().unwrap_or_default()
    }

    /// When each job began.
    fn begun(&self) -> Vec<Option<Duration>> {
        (0..self.plans.len()).map(|it| self.running.when_begun(it)).collect()
    }
}

impl Case for Jobs {
    type Output = ();

    fn given(&self) -> String {
        format!("{} jobs, workers: {}", self.plans.len(), self.workers)
    }

    fn in_flight(&self) -> Option<&InFlight> {
        Some(&self.running)
    }

    fn explain(it: &Attempt<Self>) -> Option<&'static str> {
        let (case, begun) = (&it.case, it.case.begun());
        let panics = case.plans.iter().any(|it| it.panics);
        let if_workers_die = |workers| begun == case.begins(workers, true);
        // A task that runs a single job has no loop that a panic could end.
        let tasks_loop = case.running.tasks() < case.running.begun().len();
        if it.left_alive > 0 {
            Some("spawned-is-done")
        } else if begun == case.begins(case.workers, false) {
            // Each job began when it should have. The case's jobs never overlap.
            None
        } else if panics
            && tasks_loop
            && (if_workers_die(case.workers) || if_workers_die(1))
        {
            Some("a-worker-survives-its-job")
        } else {
            it.usual_cause().filter(|_| case.workers > 1)
        }
    }

    fn on_panic(&self, words: &str) -> Finding {
        // A job's panic arrives here unchanged, unless a task caught it.
        let uncaught = words == STUMBLED && self.running.tasks() == 1;
        let misconception = if words.contains("JoinError::Panic") {
            Some("a-panic-leaves-its-task")
        } else if uncaught && self.running.peak() > 1 {
            Some("a-branch-is-a-task")
        } else {
            // The loop around the job is in the same task as the job.
            uncaught.then_some("a-worker-survives-its-job")
        };
        Finding::new(misconception, format!("the pool panicked: {words}"))
    }
}

/// The queue from which the jobs arrive, in order. A clone refers to the same queue.
#[derive(Clone)]
pub struct Queue(Arc<Mutex<VecDeque<Job>>>);

impl Queue {
    /// Waits for the next job. Returns `None` when there are no more jobs.
    pub async fn next(&self) -> Option<Job> {
        let mut jobs = self.0.lock().await;
        let first = jobs.front()?;
        sleep_until(first.start + first.plan.comes).await;
        jobs.pop_front()
    }
}

const STUMBLED: &str = "a job stumbled";

/// Something to run.
pub struct Job {
    number: usize,
    plan: Plan,
    start: Instant,
    running: InFlight,
}

impl Job {
    /// Runs for the job's length, and may panic.
    pub async fn run(self) {
        let run = async {
            let running = self.running.begin(self.number);
            sleep(self.plan.takes).await;
            running.end();
            if self.plan.panics {
                // Unlike `panic!`, this prints no message.
                resume_unwind(Box::new(STUMBLED));
            }
        };
        run.on_lane(format!("job {}", self.number)).await;
    }
}
