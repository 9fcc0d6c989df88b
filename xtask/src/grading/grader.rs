//! The grader: builds test targets, runs them in parallel, and judges each.

use super::{
    build::{self, Built, Keep, Target, Workspace},
    dep_info,
    graded::Graded,
    judge::{judge, picture},
    program::{Outcome, ProgramRun},
    sealed_build::SealedBuild,
    settings::Settings,
    speculative::{self, Speculative},
    visible::{visible, visible_with_colors},
};
use crate::{
    course::{Course, Exercise, kind::Kind, misconceptions::Catalog},
    process::CancellationToken,
    terminal::{error::Error, progress::Step},
    verdict::Verdict,
};
use std::{
    collections::HashMap,
    io,
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

/// Something to grade. Its label identifies it to the caller.
pub(super) struct Job<L> {
    pub(super) exercise: Exercise,
    pub(super) target: Target,
    /// True if its files have not changed since it was last graded. Then it may run
    /// before cargo has finished.
    pub(super) is_unchanged: bool,
    pub(super) keep: Keep,
    /// The verdict, if it is known without compiling.
    pub(super) verdict: Option<Verdict>,
    pub(super) label: L,
}

/// Grades jobs in a workspace.
pub(super) struct Grader<'a> {
    workspace: Workspace<'a>,
    /// The directory for reports, and for notes that the next run of the grader reads.
    notes: PathBuf,
    course: &'a Course,
    settings: &'a Settings<'a>,
    token: &'a CancellationToken,
}

type Run = io::Result<Option<Outcome>>;

impl<'a> Grader<'a> {
    pub(super) fn new(
        course: &'a Course,
        workspace: Workspace<'a>,
        settings: &'a Settings<'a>,
        token: &'a CancellationToken,
    ) -> Self {
        let notes = course.target.join("xtask");
        Self { workspace, notes, course, settings, token }
    }

    /// Grades all jobs and returns the results in the same order. Returns `None` if it was
    /// canceled.
    ///
    /// # Errors
    ///
    /// If a verdict is not possible, because cargo or the machine fails, or because the
    /// catalog of misconceptions is malformed.
    pub(super) fn grade<L: Send>(
        &self,
        jobs: Vec<Job<L>>,
    ) -> Result<Option<Vec<(Graded, L)>>, Error> {
        let sound = || jobs.iter().filter(|it| it.verdict.is_none());
        let [noted, bare] = [Keep::Notes, Keep::Program].map(|keep| {
            let targets = sound().filter(|it| it.keep == keep);
            (keep, targets.map(|it| it.target.clone()).collect::<Vec<_>>())
        });
        let count = noted.1.len() + bare.1.len();
        let unchanged =
            sound().filter(|it| it.is_unchanged).map(|it| &*it.target.test);
        let mut speculative = Speculative::new(&self.notes, unchanged, self.token);
        let progress = self.settings.progress;
        if count == 1 && !speculative.is_empty() {
            progress.tell(Step::Runs(self.settings.limits.wall));
        }
        let (catalog, built) = thread::scope(|scope| {
            // The page of misconceptions is read while cargo builds.
            let catalog = scope.spawn(|| self.course.misconceptions());
            scope.spawn(|| {
                speculative.run(|program, token| self.run(program, token));
            });
            let built = self.build(&[noted, bare]);
            match &built {
                Ok(Some(built)) => speculative.cancel_stale(built),
                _ => speculative.cancel_stale(&HashMap::new()),
            }
            (catalog.join().expect(NO_PANIC), built)
        });
        let (catalog, built) = (catalog?, built?);
        let Some(mut built) = built else { return Ok(None) };
        let cannot_run =
            |error: io::Error| Error::CannotRunCheck { why: error.to_string() };
        let sealed = match self.workspace.is_foreign {
            true => {
                let refused = self.refuse_readers(&jobs, &mut built);
                refused.map_err(cannot_run)?;
                let sealed = SealedBuild::new(&mut built, &self.notes);
                Some(sealed.map_err(cannot_run)?)
            }
            false => None,
        };
        let work = jobs.into_iter().map(|job| {
            let built = match job.verdict {
                Some(_) => None,
                None => built.remove(&job.target.test),
            };
            let run = built.as_ref().and_then(|built| {
                if let (Built::Program { path, .. }, None) = (built, &sealed) {
                    speculative::remember(&self.notes, &job.target.test, path);
                }
                speculative.take(&job.target.test, built)
            });
            Work { job, built, run }
        });
        let graded =
            self.judge_all(work.collect(), count, &catalog, sealed.as_ref());
        let graded = graded.map_err(cannot_run)?;
        sealed.map_or(Ok(()), |it| it.verify())?;
        Ok(graded)
    }

    /// Replaces each program that is not built only from its exercise's own files.
    fn refuse_readers<L>(
        &self,
        jobs: &[Job<L>],
        built: &mut HashMap<String, Built>,
    ) -> io::Result<()> {
        for Job { exercise, target, .. } in jobs {
            let Some(built) = built.get_mut(&target.test) else { continue };
            let Built::Program { path, .. } = built else { continue };
            let place = Path::new(&exercise.folder).join(&target.test);
            let root = self.workspace.folder;
            if let Some(why) = dep_info::reads_elsewhere(path, root, &place)? {
                *built = Built::NotAllowed(why);
            }
        }
        Ok(())
    }

    /// Calls cargo once for each non-empty list of targets. Returns `None` if
    /// canceled.
    fn build(
        &self,
        calls: &[(Keep, Vec<Target>)],
    ) -> Result<Option<HashMap<String, Built>>, Error> {
        let (workspace, progress) = (&self.workspace, self.settings.progress);
        let mut all = HashMap::new();
        for (keep, targets) in calls {
            match build::build(workspace, targets, *keep, self.token, progress)? {
                Some(built) => all.extend(built),
                None => return Ok(None),
            }
        }
        Ok(Some(all))
    }

    /// Judges all of `work`, as many jobs at a time as there are processors. `count`
    /// of the jobs have test binaries.
    fn judge_all<L: Send>(
        &self,
        work: Vec<Work<L>>,
        count: usize,
        catalog: &Catalog,
        sealed: Option<&SealedBuild>,
    ) -> io::Result<Option<Vec<(Graded, L)>>> {
        let progress = self.settings.progress;
        match count {
            0 => {}
            1 => {
                let will_run = |it: &Work<L>| it.run.is_none() && it.is_program();
                if work.iter().any(will_run) {
                    progress.tell(Step::Runs(self.settings.limits.wall));
                }
            }
            _ => progress.tell(Step::Ran(0, count)),
        }
        let workers = thread::available_parallelism().map_or(1, usize::from);
        let workers = workers.min(work.len());
        let next = Mutex::new(work.into_iter().enumerate());
        let graded = Mutex::new(Vec::new());
        let done = AtomicUsize::new(0);
        thread::scope(|scope| {
            for _ in 0..workers {
                scope.spawn(|| {
                    loop {
                        let work = next.lock().expect(NO_PANIC).next();
                        let Some((index, work)) = work else { break };
                        let is_run = work.built.is_some();
                        let verdict = self.judge(work, catalog, sealed);
                        graded.lock().expect(NO_PANIC).push((index, verdict));
                        if is_run {
                            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                            progress.tell(Step::Ran(done, count));
                        }
                    }
                });
            }
        });
        let mut graded = graded.into_inner().expect(NO_PANIC);
        graded.sort_by_key(|(index, _)| *index);
        graded.into_iter().map(|(_, graded)| graded).collect()
    }

    /// Judges one job. Returns `None` if it was canceled.
    fn judge<L>(
        &self,
        work: Work<L>,
        catalog: &Catalog,
        sealed: Option<&SealedBuild>,
    ) -> io::Result<Option<(Graded, L)>> {
        let Work { job, built, run } = work;
        let (mut verdict, outcome) = match (job.verdict, built) {
            (Some(verdict), _) => (verdict, None),
            (None, Some(Built::DoesNotCompile(errors))) => {
                let misconception = catalog.behind(&errors);
                let misconception = misconception.map(|it| it.slug.clone());
                (Verdict::DoesNotCompile { errors, misconception }, None)
            }
            (None, Some(Built::NotAllowed(why))) => {
                (Verdict::NotAllowed { why }, None)
            }
            (None, Some(Built::Program { path, .. })) => {
                let run = run.unwrap_or_else(|| self.run(&path, self.token));
                // After the run, so that it can't have been changed before it started.
                if sealed.is_some_and(|it| !it.is_unchanged(&path)) {
                    (changed(), None)
                } else {
                    let Some(outcome) = run? else { return Ok(None) };
                    (judge(&outcome), Some(outcome))
                }
            }
            (None, Some(Built::GaveUp(how))) => {
                (Verdict::CompilerGaveUp { how }, None)
            }
            (None, None) => unreachable!("every target is built or has errors"),
        };
        match &verdict {
            Verdict::DoesNotCompile { .. } => verdict.reword(visible_with_colors),
            _ => verdict.reword(visible),
        }
        let misconceptions = catalog.of(&verdict.misconceptions());
        let mut graded = Graded::new(job.exercise, verdict);
        graded.misconceptions = misconceptions;
        if let Some(outcome) = outcome {
            graded.took = outcome.took;
            let kind = graded.exercise.header.as_ref().map(|it| it.kind);
            let is_prediction = kind == Some(Kind::Predict);
            let picture = || picture(&outcome.report, is_prediction);
            let picture = graded.is_solved().then(picture).flatten();
            graded.picture = picture.as_deref().map(visible);
        }
        Ok(Some((graded, job.label)))
    }

    fn run(&self, program: &Path, token: &CancellationToken) -> Run {
        let Settings { limits, width, .. } = *self.settings;
        let reports = self.notes.join("reports");
        let is_foreign = self.workspace.is_foreign;
        let reports = &reports;
        ProgramRun { program, limits, width, reports, is_foreign }.finish(token)
    }
}

/// The verdict on a program that another one has changed.
fn changed() -> Verdict {
    let why = "A program from elsewhere changed the program of this file. Grade this file\n\
               alone.";
    Verdict::Unreadable { why: why.to_owned() }
}

/// A job, the result of its build, and the result of its speculative run, if that
/// run is valid.
struct Work<L> {
    job: Job<L>,
    built: Option<Built>,
    run: Option<Run>,
}

impl<L> Work<L> {
    fn is_program(&self) -> bool {
        matches!(self.built, Some(Built::Program { .. }))
    }
}

const NO_PANIC: &str = "no thread panics";
