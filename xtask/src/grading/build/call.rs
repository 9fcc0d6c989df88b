//! One call to cargo, under limits.
//!
//! The call is killed if cargo makes no progress for too long, or if the compiler's
//! messages about one target use too much memory. These events count as progress: a
//! package's compilation begins, an artifact is finished, or a target gets its first
//! error. Messages alone don't count, because a macro can expand to any number of errors.
//! The clock starts when cargo begins to compile a package of the targets. By then, all
//! dependencies are built, so a slow machine can take as long as it needs for them.

use super::{
    messages::{LONGEST_LINE, Messages, next_line},
    target::{Built, Keep, Target, Workspace},
};
use crate::{
    course::cargo,
    grading::{environment, lint_levels},
    process::{CANNOT_RUN, COMPILER, CancellationToken, Running},
    terminal::{
        error::Error,
        progress::{Progress, Step},
    },
};
use std::{
    collections::HashMap,
    io::{self, BufReader, Read},
    process::Command,
    sync::{
        atomic::{AtomicBool, AtomicU32, Ordering::SeqCst},
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

/// A call that builds these targets.
pub(super) struct Call<'a> {
    pub(super) workspace: &'a Workspace<'a>,
    pub(super) targets: &'a [Target],
    pub(super) keep: Keep,
    pub(super) progress: &'a dyn Progress,
}

/// The result of a call.
pub(super) struct CallEnd {
    pub(super) built: HashMap<String, Built>,
    /// The targets without a result.
    pub(super) missing: Vec<Target>,
    /// The compiler errors in other targets.
    pub(super) foreign: Vec<String>,
    /// What cargo printed.
    pub(super) said: String,
    /// How cargo exited.
    pub(super) ending: String,
    /// Why the runner killed the call, if it did.
    pub(super) gave_up: Option<String>,
}

/// The time between two clock checks.
const INTERVAL: Duration = Duration::from_millis(100);

impl Call<'_> {
    /// Returns `None` if the call was canceled.
    ///
    /// # Errors
    ///
    /// If cargo can't be started.
    pub(super) fn finish(
        &self,
        token: &CancellationToken,
    ) -> Result<Option<CallEnd>, Error> {
        let cannot_start =
            |why: String, is_missing| Error::CannotStartCargo { why, is_missing };
        let priority = self.workspace.priority;
        let child =
            Running::start_limited(self.command(), COMPILER, priority, token)
                .map_err(|error| {
                    let is_missing = error.kind() == io::ErrorKind::NotFound;
                    cannot_start(error.to_string(), is_missing)
                })?;
        let Some(child) = child else { return Ok(None) };
        let (output, errors) = (child.output(), child.errors());
        let clock = Clock::default();
        let mut messages = Messages::new(self.targets);
        let (ended, end) = mpsc::channel::<()>();
        let (said, gave_up) = thread::scope(|scope| {
            let said = scope.spawn(|| {
                errors.map_or_else(String::new, |it| self.follow(it, &clock))
            });
            let (child, clock) = (&child, &clock);
            let watch = scope.spawn(move || self.watch(child, clock, &end));
            let mut output = output.map(BufReader::new);
            let flood = loop {
                match output.as_mut().and_then(next_line) {
                    None => break None,
                    Some(line) => {
                        if messages.note(&line) {
                            clock.tick();
                        }
                    }
                }
                if messages.is_flood() {
                    let _ = child.lock().start_kill();
                    let size = LONGEST_LINE >> 20;
                    break Some(format!(
                        "its messages took up more than {size} MiB"
                    ));
                }
            };
            // A compiler that is still writing must not get stuck waiting for a reader.
            drop(output);
            let said = said.join().unwrap_or_default();
            drop(ended);
            (said, flood.or(watch.join().unwrap_or_default()))
        });
        let status = child.lock().inner_mut().wait();
        drop(child);
        if token.is_cancelled() {
            return Ok(None);
        }
        if status.as_ref().is_ok_and(|it| it.code() == Some(CANNOT_RUN)) {
            let why = said.split_once(": ").map_or(&*said, |it| it.1);
            return Err(cannot_start(why.to_owned(), true));
        }
        let ending = status
            .map_or_else(|error| error.to_string(), |status| status.to_string());
        let (built, foreign) = messages.into_parts();
        let missing = self.targets.iter().filter(|it| !built.contains_key(&it.test));
        let missing = missing.cloned().collect();
        Ok(Some(CallEnd { built, missing, foreign, said, ending, gave_up }))
    }

    fn command(&self) -> Command {
        let Self { workspace, targets, keep, .. } = self;
        let mut cargo = cargo(workspace.folder);
        if workspace.is_foreign {
            environment::reduce(&mut cargo, environment::FOR_BUILDS);
        }
        let format = match workspace.color {
            true => "json-diagnostic-rendered-ansi",
            false => "json",
        };
        cargo.args(["build", "--keep-going", "--message-format", format]);
        if let Some(into) = workspace.into {
            cargo.arg("--target-dir").arg(into);
        }
        let mut packages: Vec<_> = targets.iter().map(|it| &it.package).collect();
        packages.sort_unstable();
        packages.dedup();
        for package in packages {
            cargo.args(["--package", package]);
            if *keep == Keep::Program {
                // These settings are only for this package, so its dependencies are not
                // rebuilt.
                let profile = format!("profile.dev.package.\"{package}\"");
                cargo.arg("--config").arg(format!("{profile}.incremental=false"));
                cargo.arg("--config").arg(format!("{profile}.strip=true"));
            }
        }
        for target in *targets {
            cargo.args(["--test", &target.test]);
        }
        lint_levels::reset(&mut cargo, workspace.folder);
        // The first variable would also set the stack size of the compiler's own threads.
        // Cargo's output is parsed, so it must be uncolored.
        cargo.env_remove("RUST_MIN_STACK").env("CARGO_TERM_COLOR", "never");
        cargo
    }

    /// Reports what cargo is doing, and returns what it printed, up to a limit.
    fn follow(&self, errors: impl Read, clock: &Clock) -> String {
        let mut said = String::new();
        let mut errors = BufReader::new(errors);
        while let Some(line) = next_line(&mut errors) {
            let line = String::from_utf8_lossy(&line);
            let words = line.trim_start();
            if let Some(package) = words.strip_prefix("Compiling ") {
                self.progress.tell(Step::Building(package));
                let name = package.split(' ').next();
                if self.targets.iter().any(|it| name == Some(&it.package)) {
                    clock.start();
                }
                clock.tick();
            } else if words.starts_with("Blocking waiting") {
                self.progress.tell(Step::WaitingForCargo);
            }
            if said.len() < LONGEST_LINE {
                said.push_str(&line);
                said.push('\n');
            }
        }
        said
    }

    /// Kills the call if it makes no progress, and returns the reason. Returns `None`
    /// when `end` is closed.
    fn watch(
        &self,
        child: &Running,
        clock: &Clock,
        end: &mpsc::Receiver<()>,
    ) -> Option<String> {
        let limit = self.workspace.limit;
        loop {
            match end.recv_timeout(INTERVAL) {
                Err(RecvTimeoutError::Timeout) => {}
                _ => return None,
            }
            if clock.count() * INTERVAL >= limit {
                let _ = child.lock().start_kill();
                return Some(format!("it was not done after {} s", limit.as_secs()));
            }
        }
    }
}

/// Counts the intervals since the last progress, once the clock has started. They are
/// counted, not measured, so suspending the machine adds only a single interval.
#[derive(Default)]
struct Clock {
    is_started: AtomicBool,
    intervals: AtomicU32,
}

impl Clock {
    fn start(&self) {
        self.is_started.store(true, SeqCst);
    }

    fn tick(&self) {
        self.intervals.store(0, SeqCst);
    }

    /// Counts one more interval, and returns the new count.
    fn count(&self) -> u32 {
        match self.is_started.load(SeqCst) {
            true => self.intervals.fetch_add(1, SeqCst) + 1,
            false => 0,
        }
    }
}
