//! Runs programs whose sources have not changed while cargo verifies that they are fresh.
//!
//! Finding out that there is nothing to build takes cargo as long as most checks take to
//! run. So the grader records which program each target was built into. If a target's
//! sources are the same as when it was last graded, its program starts right away, in
//! parallel with cargo. The result is used only if cargo then reports that same program
//! as fresh; otherwise the run is canceled and its result is discarded.

use super::build::{BuildOutcome, Built};
use crate::process::CancellationToken;
use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::Mutex,
    thread,
    time::SystemTime,
};

/// Programs that run before cargo has finished, by the names of their targets.
pub(crate) struct Speculative<R>(HashMap<String, Candidate<R>>);

struct Candidate<R> {
    program: PathBuf,
    stamp: Stamp,
    token: CancellationToken,
    result: Mutex<Option<R>>,
}

/// The size and modification time of a program, which change if it is rebuilt.
#[derive(PartialEq, Eq)]
struct Stamp(u64, Option<SystemTime>);

impl Stamp {
    fn of(program: &Path) -> Option<Self> {
        let about = fs::metadata(program).ok()?;
        Some(Self(about.len(), about.modified().ok()))
    }
}

impl<R: Send> Speculative<R> {
    /// The programs of those targets that `notes` lists.
    pub(super) fn new<'a>(
        notes: &Path,
        unchanged: impl Iterator<Item = &'a str>,
        token: &CancellationToken,
    ) -> Self {
        let candidate = |test: &str| {
            let program = fs::read_to_string(note(notes, test)).ok()?;
            let program = PathBuf::from(program);
            let stamp = Stamp::of(&program)?;
            let (token, result) = (token.child_token(), Mutex::default());
            Some((test.to_owned(), Candidate { program, stamp, token, result }))
        };
        Self(unchanged.filter_map(candidate).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Runs the programs, with as many at a time as there are processors.
    pub(super) fn run(&self, run: impl Fn(&Path, &CancellationToken) -> R + Sync) {
        let next = Mutex::new(self.0.values());
        let workers = thread::available_parallelism().map_or(1, usize::from);
        thread::scope(|scope| {
            for _ in 0..workers.min(self.0.len()) {
                scope.spawn(|| {
                    loop {
                        let candidate = next.lock().expect(NO_PANIC).next();
                        let Some(candidate) = candidate else { break };
                        let result = run(&candidate.program, &candidate.token);
                        *candidate.result.lock().expect(NO_PANIC) = Some(result);
                    }
                });
            }
        });
    }

    /// Cancels the runs whose results can't be used, given what cargo has built.
    pub(super) fn cancel_stale(&self, built: &HashMap<String, Built>) {
        for (test, candidate) in &self.0 {
            if !candidate.counts(built.get(test)) {
                candidate.token.cancel();
            }
        }
    }

    /// The result of this target's program, if it can be used.
    pub(super) fn take(&mut self, test: &str, built: &Built) -> Option<R> {
        let candidate = self.0.remove(test)?;
        let counts = candidate.counts(Some(built));
        candidate.result.into_inner().expect(NO_PANIC).filter(|_| counts)
    }
}

impl<R> Candidate<R> {
    fn counts(&self, built: Option<&Built>) -> bool {
        let Some(BuildOutcome::Program { path, fresh: true }) =
            built.map(|it| &it.outcome)
        else {
            return false;
        };
        *path == self.program && Stamp::of(path).as_ref() == Some(&self.stamp)
    }
}

/// Records which program a target was built into, for the grader's next run.
pub(super) fn remember(notes: &Path, test: &str, program: &Path) {
    let note = note(notes, test);
    let text = program.to_string_lossy();
    if fs::read_to_string(&note).is_ok_and(|old| old == text) {
        return;
    }
    // If the note can't be written, the next run is only slower.
    let _ = note.parent().map(fs::create_dir_all);
    let _ = fs::write(note, text.as_bytes());
}

fn note(notes: &Path, test: &str) -> PathBuf {
    notes.join("programs").join(test)
}

const NO_PANIC: &str = "no thread panics while holding it";
