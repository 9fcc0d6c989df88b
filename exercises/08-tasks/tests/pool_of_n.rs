//! A free worker takes the next job at once, whatever became of its last one.
//!
//! When each job should begin is reckoned; and also when it would begin if workers
//! died of a panic, or if there were one: who is late for such a reason hears it.

#[path = "../pool_of_n.rs"]
mod pool_of_n;

use probe::{End, Gauge, Observed, OnLane, Rng, is_todo, observe, time};
use std::{
    collections::{HashSet, VecDeque},
    panic::resume_unwind,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    runtime::Handle,
    task,
    time::{Instant, sleep, sleep_until},
};

#[test]
fn each_job_is_run_once() {
    for case in cases() {
        let (books, observed) = run(&case);
        ended(&books, &observed);
        let mut begun: Vec<_> = books.seen().iter().map(|it| it.number).collect();
        begun.sort_unstable();
        if begun == (0..case.plans.len()).collect::<Vec<_>>() {
            continue;
        }
        let belief = if observed.left_alive > 0 {
            Some("spawned-is-done")
        } else {
            case.why(&books).0
        };
        let begun = match &*begun {
            [] => "none of the jobs".to_owned(),
            begun => format!("the jobs {begun:?}; they are numbered from 0"),
        };
        observed.reject(belief, format!("it ran {begun}"));
    }
}

#[test]
fn no_more_run_at_once_than_there_are_workers() {
    for case in cases() {
        let (books, observed) = run(&case);
        ended(&books, &observed);
        let (workers, peak) = (case.workers, books.running.peak());
        if peak > workers {
            let as_they_come = books.seen().iter().all(|it| it.begun == it.came);
            let belief = as_they_come.then_some("threads-limit-tasks");
            let measured = format!("{peak} jobs were running together");
            observed.reject(belief, measured);
        }
    }
}

#[test]
fn a_free_worker_takes_the_next_job_at_once() {
    for case in cases() {
        let (books, observed) = run(&case);
        ended(&books, &observed);
        let due = case.begins(case.workers, false);
        for (number, due) in due.into_iter().enumerate() {
            if books.begun(number) == due {
                continue;
            }
            let begun = (books.begun(number))
                .map_or("never begins".to_owned(), |it| {
                    format!("begins at {}", time(it))
                });
            let due = time(due.unwrap_or_default());
            let (belief, note) = case.why(&books);
            let measured = format!(
                "job {number} {begun}; it has come, and a worker is free for it, at \
                 {due}{note}"
            );
            observed.reject(belief, measured);
        }
    }
}

#[test]
fn returns_when_the_last_job_ends() {
    for case in cases() {
        let (books, observed) = run(&case);
        ended(&books, &observed);
        let left = observed.left_alive;
        if left > 0 {
            let measured = format!("it has returned; tasks still running: {left}");
            observed.reject("spawned-is-done", measured);
        }
        let (took, due) = (observed.took, case.ends());
        if took != due {
            let (took, due) = (time(took), time(due));
            let (belief, note) = case.why(&books);
            let measured =
                format!("it returned at {took}; the last job ends at {due}{note}");
            observed.reject(belief, measured);
        }
    }
}

fn run(case: &Case) -> (Books, Observed<()>) {
    let books = Books::default();
    let given = format!("{} jobs, workers: {}", case.plans.len(), case.workers);
    let (workers, plans, noted) = (case.workers, case.plans.clone(), books.clone());
    let observed = observe(async move {
        let start = Instant::now();
        let jobs = plans.into_iter().enumerate();
        let jobs = jobs.map(|(number, plan)| Job {
            number,
            plan,
            start,
            books: noted.clone(),
        });
        let queue = Queue(Arc::new(tokio::sync::Mutex::new(jobs.collect())));
        pool_of_n::run_pool(workers, queue).await;
    });
    (books, observed.given(given))
}

/// Rejects an attempt that panicked or is stuck.
fn ended(books: &Books, observed: &Observed<()>) {
    let End::Panicked(words) = &observed.end else {
        observed.output(None);
        return;
    };
    if is_todo(words) {
        observed.output(None);
    }
    // What a job panics with comes through as it is, unless a task caught it.
    let tasks: HashSet<_> = books.seen().iter().map(|it| it.task).collect();
    let belief = if words.contains("JoinError::Panic") {
        Some("a-panic-leaves-its-task")
    } else if words == STUMBLED && tasks.len() == 1 && books.running.peak() > 1 {
        Some("a-branch-is-a-task")
    } else if words == STUMBLED && tasks.len() == 1 {
        // The loop round the job is in one task with it.
        Some("a-worker-survives-its-job")
    } else {
        None
    };
    observed.reject(belief, format!("the pool panicked: {words}"));
}

/// Who works, and on what.
struct Case {
    workers: usize,
    plans: Vec<Plan>,
}

#[derive(Clone, Copy)]
struct Plan {
    comes: Duration,
    takes: Duration,
    panics: bool,
}

impl Plan {
    fn new(comes: u64, takes: u64) -> Self {
        let [comes, takes] = [comes, takes].map(Duration::from_millis);
        Self { comes, takes, panics: false }
    }

    fn panicking(self) -> Self {
        Self { panics: true, ..self }
    }
}

impl Case {
    /// When each job begins with so many workers; never, if none is left.
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

    /// The belief by which the jobs would have begun when they did, and what else is
    /// to be said of it.
    fn why(&self, books: &Books) -> (Option<&'static str>, &'static str) {
        let begun: Vec<_> =
            (0..self.plans.len()).map(|number| books.begun(number)).collect();
        let panics = self.plans.iter().any(|it| it.panics);
        let is = |workers, die| begun == self.begins(workers, die);
        if is(self.workers, false) {
            (None, "")
        } else if self.workers > 1 && is(1, false) {
            match in_turn() {
                InTurn::No => (None, ""),
                InTurn::Alone => (Some("awaits-in-sequence"), ""),
                InTurn::WhileOthersWait => (
                    None,
                    "; other tasks are there meanwhile, and wait: what does a job \
                     keep from them while it runs?",
                ),
            }
        } else if panics && (is(self.workers, true) || is(1, true)) {
            (Some("a-worker-survives-its-job"), "")
        } else {
            (None, "")
        }
    }
}

/// Whether one job runs at a time however many workers there are.
enum InTurn {
    /// With fewer workers than asked for, one may have been left by accident.
    No,
    /// And there is no task that could run a second one.
    Alone,
    /// Though there are tasks for more, as if they had one lock and kept it.
    WhileOthersWait,
}

/// Finds that out with many workers.
fn in_turn() -> InTurn {
    let plans = (1..=8).map(|it| Plan::new(0, 100 * it)).collect();
    let case = Case { workers: 8, plans };
    let (books, _) = run(&case);
    let tasks = books.seen().iter().map(|it| it.tasks).max();
    match (books.running.peak(), tasks) {
        (2.., _) => InTurn::No,
        // The caller's, a worker and its job.
        (_, Some(4..)) => InTurn::WhileOthersWait,
        _ => InTurn::Alone,
    }
}

/// Jobs that lie there, jobs that come in one by one, drawn ones, fewer jobs than
/// workers, one worker, none at all; and at the end those with jobs that panic: some,
/// most, and all that the only worker has.
fn cases() -> impl Iterator<Item = Case> {
    let mut rng = Rng::new();
    let all_there = [300, 500, 100, 250, 150].map(|takes| Plan::new(0, takes));
    let one_by_one = vec![
        Plan::new(0, 400),
        Plan::new(50, 300),
        Plan::new(100, 150),
        Plan::new(700, 200),
        Plan::new(720, 100),
    ];
    let mut comes = 0;
    let drawn = rng.distinct(11, 1..60).into_iter().map(|takes| {
        comes += rng.range(0..15) * 89;
        Plan::new(comes, 97 * takes)
    });
    let drawn: Vec<_> = drawn.collect();
    let mut panics = all_there;
    panics[2] = panics[2].panicking();
    let mut most_panic: Vec<_> = drawn.clone();
    for plan in most_panic.iter_mut().step_by(2) {
        *plan = plan.panicking();
    }
    let some = rng.range(3..6) as usize;
    let all_panic = one_by_one.iter().map(|it| it.panicking()).collect();
    let cases = [
        (2, all_there.to_vec()),
        (2, one_by_one.clone()),
        (some, drawn),
        (7, all_there.to_vec()),
        (1, one_by_one),
        (3, vec![]),
        (2, panics.to_vec()),
        (some, most_panic),
        (1, all_panic),
    ];
    cases.into_iter().map(|(workers, plans)| Case { workers, plans })
}

/// Where jobs come from, in order. Clones are the same queue.
#[derive(Clone)]
pub struct Queue(Arc<tokio::sync::Mutex<VecDeque<Job>>>);

impl Queue {
    /// The next job, when it has come; `None` when no more will come.
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
    books: Books,
}

impl Job {
    /// Takes its time, and may panic.
    pub async fn run(self) {
        let run = async {
            let _running = self.books.running.enter();
            self.books.seen().push(Begun {
                number: self.number,
                came: self.plan.comes,
                begun: self.start.elapsed(),
                task: task::try_id(),
                // Without a runtime, the sleep will say so.
                tasks: Handle::try_current()
                    .map_or(0, |it| it.metrics().num_alive_tasks()),
            });
            sleep(self.plan.takes).await;
            if self.plan.panics {
                // Without the words that a `panic!` prints.
                resume_unwind(Box::new(STUMBLED));
            }
        };
        run.on_lane(format!("job {}", self.number)).await;
    }
}

/// What is known of the jobs. Clones are the same books.
#[derive(Clone, Default)]
struct Books {
    running: Gauge,
    seen: Arc<Mutex<Vec<Begun>>>,
}

/// A job that was begun.
struct Begun {
    number: usize,
    came: Duration,
    begun: Duration,
    task: Option<task::Id>,
    /// How many tasks were alive.
    tasks: usize,
}

impl Books {
    fn seen(&self) -> MutexGuard<'_, Vec<Begun>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn begun(&self, number: usize) -> Option<Duration> {
        let seen = self.seen();
        seen.iter().find(|it| it.number == number).map(|it| it.begun)
    }
}
