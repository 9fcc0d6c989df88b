//! Programs whose sources have not changed are run while cargo makes sure of that.
//!
//! Cargo takes as long to find that nothing is to be built as most checks take to run. So
//! the program that a target was built to is noted, and if its sources are those that
//! were graded last, it runs at once, beside cargo. The result counts only if cargo then
//! calls that very program fresh; otherwise the run is canceled and forgotten.

use super::build::Built;
use crate::process::CancellationToken;
use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::Mutex,
    thread,
    time::SystemTime,
};

/// Programs that run before cargo has answered, by the names of their targets.
pub(crate) struct Speculative<R>(HashMap<String, Candidate<R>>);

struct Candidate<R> {
    program: PathBuf,
    stamp: Stamp,
    token: CancellationToken,
    result: Mutex<Option<R>>,
}

/// Tells whether another program was built in this one's place.
#[derive(PartialEq, Eq)]
struct Stamp(u64, Option<SystemTime>);

impl Stamp {
    fn of(program: &Path) -> Option<Self> {
        let about = fs::metadata(program).ok()?;
        Some(Self(about.len(), about.modified().ok()))
    }
}

impl<R: Send> Speculative<R> {
    /// The programs of these targets, as far as they are in `notes`.
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

    /// Runs them, as many at a time as there are processors.
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

    /// Cancels those whose results cannot count, now that it is known what was built.
    pub(super) fn cancel_stale(&self, built: &HashMap<String, Built>) {
        for (test, candidate) in &self.0 {
            if !candidate.counts(built.get(test)) {
                candidate.token.cancel();
            }
        }
    }

    /// The result of this target's program, if it counts.
    pub(super) fn take(&mut self, test: &str, built: &Built) -> Option<R> {
        let candidate = self.0.remove(test)?;
        let counts = candidate.counts(Some(built));
        candidate.result.into_inner().expect(NO_PANIC).filter(|_| counts)
    }
}

impl<R> Candidate<R> {
    fn counts(&self, built: Option<&Built>) -> bool {
        let Some(Built::Program { path, fresh: true }) = built else { return false };
        *path == self.program && Stamp::of(path).as_ref() == Some(&self.stamp)
    }
}

/// Notes the program that a target was built to, for the next time.
pub(super) fn remember(notes: &Path, test: &str, program: &Path) {
    let note = note(notes, test);
    let text = program.to_string_lossy();
    if fs::read_to_string(&note).is_ok_and(|old| old == text) {
        return;
    }
    // Without a note it only takes longer.
    let _ = note.parent().map(fs::create_dir_all);
    let _ = fs::write(note, text.as_bytes());
}

fn note(notes: &Path, test: &str) -> PathBuf {
    notes.join("programs").join(test)
}

const NO_PANIC: &str = "no thread panics while holding it";
