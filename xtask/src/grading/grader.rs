//! The grader: builds test targets, runs them in parallel, and judges each.

use super::{
    build::{self, BuildOutcome, Built, Keep, Target, Workspace},
    dep_info,
    graded::Graded,
    judge::{judge, picture},
    let_underscore, machine_limits,
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
    verdict::{Diagnostic, Verdict, Warning},
};
use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

/// Something to grade. The label identifies the job to the caller.
pub(super) struct Job<L> {
    pub(super) exercise: Exercise,
    pub(super) target: Target,
    /// True if the exercise's files have not changed since it was last graded. In that
    /// case, the test binary may run before cargo has finished.
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
    /// If cargo or the machine fails, or if the catalog of misconceptions is malformed.
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
                if let (BuildOutcome::Program { path, .. }, None) =
                    (&built.outcome, &sealed)
                {
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
            let BuildOutcome::Program { path, .. } = &built.outcome else {
                continue;
            };
            let place = Path::new(&exercise.folder).join(&target.test);
            let root = self.workspace.folder;
            if let Some(why) = dep_info::reads_elsewhere(path, root, &place)? {
                *built = BuildOutcome::NotAllowed(why).into();
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

    /// Judges all of `work`, with as many jobs at a time as there are processors. `count`
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
        let (compiled, messages) =
            built.map(|it| (it.outcome, (it.warnings, it.drops))).unzip();
        let (mut verdict, outcome) = match (job.verdict, compiled) {
            (Some(verdict), _) => (verdict, None),
            (None, Some(compiled)) => {
                match self.verdict(compiled, run, catalog, sealed)? {
                    Some(judged) => judged,
                    None => return Ok(None),
                }
            }
            (None, None) => unreachable!("every target is built or has errors"),
        };
        let (messages, drops) = messages.unwrap_or_default();
        let mut warnings = match verdict.is_solved() {
            true => Vec::new(),
            false => {
                let drops = self.typed(drops, &job.target.file, &job.exercise);
                warnings(messages, drops, &verdict, catalog)
            }
        };
        if warnings.iter().any(|it| it.misconception.is_some()) {
            verdict.defer_to_warning();
        }
        match &verdict {
            Verdict::DoesNotCompile { .. } => verdict.reword(visible_with_colors),
            _ => verdict.reword(visible),
        }
        for warning in &mut warnings {
            warning.message.text = visible_with_colors(&warning.message.text);
        }
        let mut graded = Graded::new(job.exercise, verdict);
        graded.warnings = warnings;
        graded.misconceptions = catalog.of(&graded.slugs());
        if let Some(outcome) = outcome {
            graded.took = outcome.took;
            let kind = graded.exercise.header.as_ref().map(|it| it.kind);
            let is_prediction = kind == Some(Kind::Predict);
            let picture = || picture(&outcome.report, is_prediction);
            let picture = graded.is_solved().then(picture).flatten();
            graded.picture = picture.as_deref().map(visible);
            graded.own_failures =
                outcome.own_failures.iter().map(|it| visible(it)).collect();
        }
        Ok(Some((graded, job.label)))
    }

    /// The verdict on what was built, and the outcome of the program's run, if it ran.
    /// Returns `None` if the run was canceled.
    fn verdict(
        &self,
        compiled: BuildOutcome,
        run: Option<Run>,
        catalog: &Catalog,
        sealed: Option<&SealedBuild>,
    ) -> io::Result<Option<(Verdict, Option<Outcome>)>> {
        let path = match compiled {
            BuildOutcome::Program { path, .. } => path,
            BuildOutcome::DoesNotCompile(errors) => {
                let misconception = catalog.behind(&errors);
                let misconception = misconception.map(|it| it.slug.clone());
                let verdict = Verdict::DoesNotCompile { errors, misconception };
                return Ok(Some((verdict, None)));
            }
            BuildOutcome::NotAllowed(why) => {
                return Ok(Some((Verdict::NotAllowed { why }, None)));
            }
            BuildOutcome::GaveUp(how) => {
                return Ok(Some((Verdict::CompilerGaveUp { how }, None)));
            }
        };
        let run = run.unwrap_or_else(|| self.run(&path, self.token));
        // Check after the run, which proves that the program wasn't changed before it
        // started.
        if sealed.is_some_and(|it| !it.is_unchanged(&path)) {
            return Ok(Some((changed(), None)));
        }
        let Some(outcome) = run? else { return Ok(None) };
        let verdict = judge(&outcome);
        if !verdict.is_solved()
            && let Some(limit) = machine_limits::reached(&outcome)
        {
            return Err(io::Error::other(limit));
        }
        Ok(Some((verdict, Some(outcome))))
    }

    /// The `let _ = …` statements of a file, with what the compiler says about the types
    /// of their values.
    fn typed(
        &self,
        drops: Vec<Diagnostic>,
        file: &Path,
        exercise: &Exercise,
    ) -> Vec<Diagnostic> {
        if drops.is_empty() {
            return drops;
        }
        let text = fs::read_to_string(self.workspace.folder.join(file)).ok();
        let typed = text.and_then(|it| let_underscore::with_types(&it, &drops));
        let Some(typed) = typed else { return drops };
        let (course, settings) = (self.course, self.settings);
        let is_foreign = self.workspace.is_foreign;
        let errors = let_underscore::errors_in(
            course, exercise, typed, is_foreign, settings, self.token,
        );
        let_underscore::with_words(drops, &errors)
    }

    fn run(&self, program: &Path, token: &CancellationToken) -> Run {
        let Settings { limits, width, .. } = *self.settings;
        let reports = self.notes.join("reports");
        let is_foreign = self.workspace.is_foreign;
        let reports = &reports;
        ProgramRun { program, limits, width, reports, is_foreign }.finish(token)
    }
}

/// The compiler's warnings, in the order in which a learner should read them: those with
/// a misconception, then unused results, then those that say little about how the program
/// behaves. `drops` are about `let _ = …` statements.
fn warnings(
    messages: Vec<Diagnostic>,
    drops: Vec<Diagnostic>,
    verdict: &Verdict,
    catalog: &Catalog,
) -> Vec<Warning> {
    let named = verdict.misconceptions().into_iter().map(str::to_owned);
    let named: Vec<_> = named.collect();
    let warning = |message: Diagnostic| {
        let known = catalog.behind(std::slice::from_ref(&message));
        let slug = known.map(|it| &it.slug);
        let slug = slug.map(|it| catalog.special_case(it, &named).unwrap_or(it));
        Warning { misconception: slug.cloned(), message }
    };
    // Dropping most values is fine.
    let drops = drops.into_iter().map(warning);
    let mut warnings: Vec<_> = drops
        .filter(|it| it.misconception.is_some())
        .chain(messages.into_iter().map(warning))
        .collect();
    warnings.sort_by_key(|it| match it.message.code.as_deref() {
        _ if it.misconception.is_some() => 0,
        Some("unused_must_use") => 1,
        Some("unused_imports" | "unused_mut" | "unused_variables" | "dead_code") => {
            3
        }
        _ => 2,
    });
    warnings
}

/// The verdict on a program that another program has changed.
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
        let built = self.built.as_ref().map(|it| &it.outcome);
        matches!(built, Some(BuildOutcome::Program { .. }))
    }
}

const NO_PANIC: &str = "no thread panics";
