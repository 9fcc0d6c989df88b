//! What has not changed is run while cargo makes sure of that.
//!
//! Cargo takes as long to find that nothing is to be built as most checks take to run. So
//! the program that a target was built to is noted, and where its texts are those that
//! were graded last, it runs at once, beside cargo. Its verdict counts only if cargo then
//! calls that very program fresh; otherwise it is stopped and forgotten.

use crate::{
    build::{Built, Target},
    grade::{Graded, Grader},
    process::Stop,
};
use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
    sync::Mutex,
    thread,
    time::SystemTime,
};

/// Programs that run ahead, by the names of their targets.
pub(crate) struct Ahead(HashMap<String, Runner>);

struct Runner {
    program: PathBuf,
    stamp: Stamp,
    stop: Stop,
    graded: Mutex<Option<io::Result<Option<Graded>>>>,
}

/// What tells that another program has been built in this one's place.
#[derive(PartialEq, Eq)]
struct Stamp(u64, Option<SystemTime>);

impl Stamp {
    fn of(program: &Path) -> Option<Self> {
        let about = fs::metadata(program).ok()?;
        Some(Self(about.len(), about.modified().ok()))
    }
}

impl Ahead {
    /// The programs of these targets, as far as they are noted.
    pub(crate) fn new(grader: &Grader<'_>, unchanged: &[Target]) -> Self {
        let runner = |target: &Target| {
            let program = fs::read_to_string(note(grader, target)).ok()?;
            let program = PathBuf::from(program);
            let stamp = Stamp::of(&program)?;
            let stop = grader.stop.below();
            let graded = Mutex::default();
            Some((target.test.clone(), Runner { program, stamp, stop, graded }))
        };
        Self(unchanged.iter().filter_map(runner).collect())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Runs them, as many at a time as there are processors.
    pub(crate) fn run(&self, grader: &Grader<'_>) {
        let next = Mutex::new(self.0.values());
        let hands = thread::available_parallelism().map_or(1, usize::from);
        thread::scope(|scope| {
            for _ in 0..hands.min(self.0.len()) {
                scope.spawn(|| {
                    loop {
                        let runner = next.lock().expect(NO_PANIC).next();
                        let Some(runner) = runner else { break };
                        let graded = grader.run(&runner.program, &runner.stop);
                        *runner.graded.lock().expect(NO_PANIC) = Some(graded);
                    }
                });
            }
        });
    }

    /// Stops those that run in vain, now that it is known what was built.
    pub(crate) fn stop_the_others(&self, built: &HashMap<String, Built>) {
        for (test, runner) in &self.0 {
            if !runner.counts(built.get(test)) {
                runner.stop.now();
            }
        }
    }

    /// The verdict of one that ran ahead, if it counts.
    pub(crate) fn take(
        &mut self,
        test: &str,
        built: &Built,
    ) -> Option<io::Result<Option<Graded>>> {
        let runner = self.0.remove(test)?;
        let counts = runner.counts(Some(built));
        runner.graded.into_inner().expect(NO_PANIC).filter(|_| counts)
    }
}

impl Runner {
    fn counts(&self, built: Option<&Built>) -> bool {
        let Some(Built::Program { path, fresh: true }) = built else { return false };
        *path == self.program && Stamp::of(path).as_ref() == Some(&self.stamp)
    }
}

/// Notes the program that a target was built to, for the next time.
pub(crate) fn remember(grader: &Grader<'_>, target: &Target, program: &Path) {
    let note = note(grader, target);
    let text = program.to_string_lossy();
    if fs::read_to_string(&note).is_ok_and(|old| old == text) {
        return;
    }
    // Without a note it only takes longer.
    let _ = note.parent().map(fs::create_dir_all);
    let _ = fs::write(note, text.as_bytes());
}

fn note(grader: &Grader<'_>, target: &Target) -> PathBuf {
    grader.notes.join("programs").join(&target.test)
}

const NO_PANIC: &str = "nobody panics while holding it";
