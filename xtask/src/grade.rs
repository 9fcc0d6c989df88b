//! The grader: builds test targets, runs what was built side by side, and judges each.

use crate::{
    ahead::{self, Ahead},
    beliefs::{self, Belief},
    build::{self, Built, Target, Workspace},
    course::{Course, Exercise},
    message::Problem,
    process::{self, Limits, Stop},
    progress::{Progress, Step},
    report::{self, Place, Report},
    verdict::{self, State, Verdict},
};
use std::{
    collections::HashMap,
    env, fs, io,
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// A verdict, and what goes with it.
pub(crate) struct Graded {
    pub(crate) verdict: Verdict,
    /// An accepted attempt, as it was seen.
    pub(crate) picture: Option<String>,
    /// How long its program ran.
    pub(crate) took: Duration,
    /// The file that it is about, if it is not the learner's own.
    pub(crate) from: Option<PathBuf>,
}

impl Graded {
    /// The file that it is about.
    pub(crate) fn file(&self, exercise: &Exercise) -> PathBuf {
        self.from.clone().unwrap_or_else(|| exercise.file())
    }

    /// The same, with its tests in the order of the check.
    pub(crate) fn in_order(mut self, course: &Course, exercise: &Exercise) -> Self {
        if !self.verdict.is_solved() {
            let check = fs::read_to_string(course.root.join(exercise.check()));
            self.verdict.order_by(&check.unwrap_or_default());
        }
        self
    }
}

impl From<Verdict> for Graded {
    fn from(verdict: Verdict) -> Self {
        Self { verdict, picture: None, took: Duration::ZERO, from: None }
    }
}

/// How to grade.
pub(crate) struct Grader<'a> {
    pub(crate) workspace: Workspace<'a>,
    /// A folder for what is noted from one run to the next, and for reports.
    pub(crate) notes: PathBuf,
    pub(crate) beliefs: Vec<Belief>,
    pub(crate) limits: Limits,
    /// The width of pictures and paragraphs, in columns.
    pub(crate) width: usize,
    pub(crate) stop: Stop,
    pub(crate) progress: &'a dyn Progress,
}

impl Grader<'_> {
    /// Grades `targets`; the verdicts come in their order. `None`, if it was stopped.
    ///
    /// Those that are `unchanged` since they were last graded may run ahead of cargo.
    ///
    /// # Errors
    ///
    /// If there can be no verdict: cargo or the machine fails.
    pub(crate) fn grade(
        &self,
        targets: &[Target],
        unchanged: &[Target],
    ) -> Result<Option<Vec<Graded>>, Problem> {
        let mut ahead = Ahead::new(self, unchanged);
        if targets.len() == 1 && !ahead.is_empty() {
            self.progress.tell(Step::Runs(self.limits.wall));
        }
        let built = thread::scope(|scope| {
            scope.spawn(|| ahead.run(self));
            let built =
                build::build(&self.workspace, targets, &self.stop, self.progress);
            match &built {
                Ok(Some(built)) => ahead.stop_the_others(built),
                _ => ahead.stop_the_others(&HashMap::new()),
            }
            built
        })?;
        let Some(mut built) = built else { return Ok(None) };
        let work = targets.iter().map(|target| {
            let built =
                built.remove(&target.test).expect("build answers for each target");
            if let Built::Program { path, .. } = &built {
                ahead::remember(self, target, path);
            }
            (ahead.take(&target.test, &built), built)
        });
        let graded = self.judge_all(work.collect());
        let graded: io::Result<Option<Vec<_>>> = graded.into_iter().collect();
        graded.map_err(|error| Problem::new("a check cannot be run", error))
    }

    /// As many at a time as there are processors.
    fn judge_all(&self, work: Vec<Work>) -> Vec<io::Result<Option<Graded>>> {
        let count = work.len();
        match &work[..] {
            [(None, Built::Program { .. })] => {
                self.progress.tell(Step::Runs(self.limits.wall));
            }
            [_, _, ..] => self.progress.tell(Step::Ran(0, count)),
            _ => {}
        }
        let graded: Mutex<Vec<_>> = Mutex::new((0..count).map(|_| None).collect());
        let next = Mutex::new(work.into_iter().enumerate());
        let done = AtomicUsize::new(0);
        let hands = thread::available_parallelism().map_or(1, usize::from);
        thread::scope(|scope| {
            for _ in 0..hands.min(count) {
                scope.spawn(|| {
                    loop {
                        let Some((index, (ahead, built))) =
                            next.lock().expect(NO_PANIC).next()
                        else {
                            break;
                        };
                        let verdict = ahead.unwrap_or_else(|| self.judge(built));
                        graded.lock().expect(NO_PANIC)[index] = Some(verdict);
                        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                        self.progress.tell(Step::Ran(done, count));
                    }
                });
            }
        });
        let graded = graded.into_inner().expect(NO_PANIC);
        graded.into_iter().map(|it| it.expect("every target had its turn")).collect()
    }

    fn judge(&self, built: Built) -> io::Result<Option<Graded>> {
        match built {
            Built::Refused(errors) => {
                let belief = beliefs::behind(&errors, &self.beliefs).cloned();
                Ok(Some(Verdict::Refused { errors, belief }.into()))
            }
            Built::Program { path, .. } => self.run(&path, &self.stop),
        }
    }

    /// Runs a test binary and judges it.
    pub(crate) fn run(
        &self,
        program: &Path,
        stop: &Stop,
    ) -> io::Result<Option<Graded>> {
        let place = self.place()?;
        let begun = Instant::now();
        let run = process::run(self.command(program, &place), &self.limits, stop)?;
        let took = begun.elapsed();
        let (report, log) = (place.read_report(), place.read_log());
        let limit = self.limits.wall;
        let verdict = match verdict::judge(&run, &log, &report, limit) {
            Some(Verdict::Hangs { tests, state, .. }) if tests.is_empty() => {
                let tests = self.silent_tests(program, &log, stop)?;
                Some(Verdict::Hangs { after: limit, tests, state })
            }
            verdict => verdict,
        };
        let verdict = match verdict {
            Some(verdict) => self.unless_a_flood(program, verdict, stop)?,
            None => None,
        };
        Ok(verdict.map(|verdict| {
            let picture = verdict.is_solved().then(|| picture(&report)).flatten();
            Graded { verdict, picture, took, from: None }
        }))
    }

    /// Where nothing can be written, what is built may still be run.
    fn place(&self) -> io::Result<Place> {
        let elsewhere = || env::temp_dir().join("awaitlings");
        Place::new(&self.notes.join("reports")).or_else(|_| Place::new(&elsewhere()))
    }

    fn command(&self, program: &Path, place: &Place) -> Command {
        let mut run = Command::new(program);
        run.args(["--color", "never", "--test-threads", "2"]);
        run.arg("--logfile").arg(place.log());
        run.env("RUST_BACKTRACE", "0").env(report::WIDTH, self.width.to_string());
        run.env(report::FILE, place.report());
        // Inherited wishes about tests are for other tests.
        for wish in ["RUST_TEST_THREADS", "RUST_TEST_NOCAPTURE", "RUST_TEST_SHUFFLE"]
        {
            run.env_remove(wish);
        }
        run
    }

    /// The tests of which the run has not said how they ended.
    fn silent_tests(
        &self,
        program: &Path,
        log: &str,
        stop: &Stop,
    ) -> io::Result<Vec<String>> {
        let mut list = Command::new(program);
        list.args(["--list", "--format", "terse"]);
        let listed = process::run(list, &self.limits, stop)?;
        Ok(verdict::silent(&listed.output.text(), log))
    }

    /// A test's output is held in memory until it ends, so endless printing looks like
    /// endless memory, or on a slow machine like an endless loop. Run once more without
    /// that, it floods at once.
    fn unless_a_flood(
        &self,
        program: &Path,
        verdict: Verdict,
        stop: &Stop,
    ) -> io::Result<Option<Verdict>> {
        let wall = match verdict {
            Verdict::OutOfMemory => self.limits.wall,
            Verdict::Hangs { state: State::Spinning | State::Unknown, .. } => {
                self.limits.wall.min(SECOND_LOOK)
            }
            _ => return Ok(Some(verdict)),
        };
        let place = self.place()?;
        let mut run = self.command(program, &place);
        run.arg("--nocapture");
        let run = process::run(run, &Limits { wall }, stop)?;
        let again = verdict::judge(&run, "", &Report::default(), wall);
        Ok(again.map(|again| match again {
            Verdict::Floods { .. } => again,
            _ => verdict,
        }))
    }
}

/// How long a program that spins may run again. One that prints floods in much less.
const SECOND_LOOK: Duration = Duration::from_secs(2);

/// A target with its verdict, if that ran ahead and counts.
type Work = (Option<io::Result<Option<Graded>>>, Built);

const NO_PANIC: &str = "nobody panics while holding it";

/// The first picture of the first test that has one.
fn picture(report: &Report) -> Option<String> {
    let seen = report.observed.iter().filter(|it| it.picture.is_some());
    // Tests run side by side; their names are in order.
    let mut first: Vec<_> = seen.collect();
    first.sort_by(|a, b| a.test.cmp(&b.test));
    let observed = first.first()?;
    let picture = observed.picture.as_ref()?.trim_end();
    Some(match &observed.given {
        Some(given) => format!("{given}\n\n{picture}"),
        None => picture.to_owned(),
    })
}
