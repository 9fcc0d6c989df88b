//! Runs a test binary under limits, and records the outcome. `judge` turns the
//! outcome into a verdict.

use super::{
    environment, libtest,
    probe_report::{Files, Report},
};
use crate::{
    process::{self, CancellationToken, End, Finished, Limits},
    verdict::State,
};
use std::{
    env,
    fs::File,
    io::{self, Read},
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

/// A test binary, and how to run it.
pub(super) struct ProgramRun<'a> {
    pub(super) program: &'a Path,
    pub(super) limits: Limits,
    /// The width of pictures and paragraphs, in columns.
    pub(super) width: usize,
    /// The directory for the run's report.
    pub(super) reports: &'a Path,
    /// True if it is built from a file from elsewhere and sees only part of the
    /// environment.
    pub(super) is_foreign: bool,
}

/// What happened in a run.
pub(super) struct Outcome {
    pub(super) finished: Finished,
    /// libtest's log, which doesn't contain the program's output.
    pub(super) log: String,
    /// What the probe reported.
    pub(super) report: Report,
    /// The tests that had not finished when the run timed out.
    pub(super) unended: Vec<String>,
    /// The result of a second run, if that run was killed for printing too much.
    pub(super) over_output_limit: Option<Finished>,
    /// The learner's own tests that didn't pass. They don't affect the verdict.
    pub(super) own_failures: Vec<String>,
    pub(super) limit: Duration,
    pub(super) took: Duration,
}

impl ProgramRun<'_> {
    /// Runs the test binary. Returns `None` if the run was canceled.
    ///
    /// # Errors
    ///
    /// If the test binary can't be run.
    pub(super) fn finish(
        &self,
        token: &CancellationToken,
    ) -> io::Result<Option<Outcome>> {
        let files = self.files()?;
        let begun = Instant::now();
        let command = self.command(&files);
        let run = process::run_sealed(command, self.limits, token, files.log())?;
        let took = begun.elapsed();
        let Some((finished, log)) = run else { return Ok(None) };
        if log.is_none() && finished.could_not_start() {
            return Err(io::Error::other(finished.errors.text()));
        }
        let mut outcome = Outcome {
            finished,
            log: log.map(text).unwrap_or_default(),
            report: files.read_report(),
            unended: Vec::new(),
            over_output_limit: None,
            own_failures: Vec::new(),
            limit: self.limits.wall,
            took,
        };
        if libtest::left_out(&outcome.finished.output.text()) > 0 {
            let Some(failures) = self.own_failures(token)? else { return Ok(None) };
            outcome.own_failures = failures;
        }
        if let End::TimedOut { .. } = outcome.finished.end {
            outcome.unended = outcome.reported_unended();
            if outcome.unended.is_empty() {
                let Some(tests) = self.unlogged(&outcome.log, token)? else {
                    return Ok(None);
                };
                outcome.unended = tests;
            }
        }
        if let Some(wall) = outcome.may_hide_output() {
            let Some(again) = self.run_again(wall, token)? else { return Ok(None) };
            let is_over = matches!(again.end, End::OutputLimit);
            outcome.over_output_limit = is_over.then_some(again);
        }
        Ok(Some(outcome))
    }

    /// Even if the target directory isn't writable, a test binary that is already built
    /// can run: its files are written to the system's temporary directory.
    fn files(&self) -> io::Result<Files> {
        let elsewhere = || env::temp_dir().join("awaitlings");
        Files::new(self.reports).or_else(|_| Files::new(&elsewhere()))
    }

    /// Runs the check's own tests.
    fn command(&self, files: &Files) -> Command {
        let mut run = self.command_for_all(files);
        run.args(["--skip", IN_A_MODULE]);
        run
    }

    fn command_for_all(&self, files: &Files) -> Command {
        let mut run = Command::new(self.program);
        run.args(["--color", "never", "--test-threads", "2"]);
        run.arg("--logfile").arg(files.log());
        run.env("RUST_BACKTRACE", "0");
        run.env(protocol::env::WIDTH, self.width.to_string());
        run.env(protocol::env::REPORT, files.report());
        // The user may have set these variables for tests in other projects. Stacks of
        // another size could exceed the limit on memory.
        for setting in [
            "RUST_MIN_STACK",
            "RUST_TEST_THREADS",
            "RUST_TEST_NOCAPTURE",
            "RUST_TEST_SHUFFLE",
        ] {
            run.env_remove(setting);
        }
        if self.is_foreign {
            environment::reduce(&mut run, environment::FOR_PROGRAMS);
        }
        run
    }

    /// The tests that the log does not mention.
    fn unlogged(
        &self,
        log: &str,
        token: &CancellationToken,
    ) -> io::Result<Option<Vec<String>>> {
        let mut list = Command::new(self.program);
        list.args(["--list", "--format", "terse", "--skip", IN_A_MODULE]);
        let listed = process::run(list, self.limits, token)?;
        Ok(listed.map(|it| libtest::unended(&it.output.text(), log)))
    }

    /// Runs the learner's own tests, and returns the names of those that did not pass.
    /// They run in another process, so nothing that they do affects the verdict.
    fn own_failures(
        &self,
        token: &CancellationToken,
    ) -> io::Result<Option<Vec<String>>> {
        let files = self.files()?;
        let mut run = self.command_for_all(&files);
        run.arg(IN_A_MODULE);
        let run = process::run_sealed(run, self.limits, token, files.log())?;
        let mut list = Command::new(self.program);
        list.args(["--list", "--format", "terse", IN_A_MODULE]);
        let listed = process::run(list, self.limits, token)?;
        let (Some((_, log)), Some(listed)) = (run, listed) else { return Ok(None) };
        let log = log.map(text).unwrap_or_default();
        Ok(Some(libtest::not_passed(&listed.output.text(), &log)))
    }

    /// Runs the binary again, without libtest capturing the output.
    fn run_again(
        &self,
        wall: Duration,
        token: &CancellationToken,
    ) -> io::Result<Option<Finished>> {
        // Dropping this deletes the files.
        let files = self.files()?;
        let mut run = self.command(&files);
        run.arg("--nocapture");
        process::run(run, Limits { wall }, token)
    }
}

/// A filter for the learner's own tests. A check mounts the learner's file as a module,
/// and the check's own tests are at the top level, so only the names of the learner's
/// tests contain this.
const IN_A_MODULE: &str = "::";

/// The contents of the log; empty if it can't be read.
fn text(mut log: File) -> String {
    let mut bytes = Vec::new();
    let _ = log.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The time limit for the second run of a program that spins. If it prints
/// endlessly, it reaches the output limit much sooner.
const SECOND_LOOK: Duration = Duration::from_secs(2);

impl Outcome {
    /// The unfinished tests, according to the probe.
    fn reported_unended(&self) -> Vec<String> {
        let begun = self.report.unfinished.iter();
        let mut tests: Vec<_> =
            begun.filter(|it| !libtest::has_ended(&self.log, it)).cloned().collect();
        tests.sort();
        tests.dedup();
        tests
    }

    /// The time limit for a second run, if the program may have been printing endlessly.
    /// libtest captures a test's output in memory until the test ends. So endless
    /// printing looks like endless memory use or, on a slow machine, like an endless
    /// loop. In a second run without capturing, the program reaches the output limit
    /// right away.
    fn may_hide_output(&self) -> Option<Duration> {
        match self.finished.end {
            End::TimedOut { .. } if self.state() == State::Asleep => None,
            End::TimedOut { .. } => Some(self.limit.min(SECOND_LOOK)),
            End::Exited(_) if self.is_out_of_memory() => Some(self.limit),
            _ => None,
        }
    }

    /// Finds out whether a program that timed out was blocked or spinning. A blocked
    /// program uses far less CPU time than a tenth of its running time, and a spinning
    /// program gets that much even if it competes with nine others.
    pub(super) fn state(&self) -> State {
        match self.finished.end {
            End::TimedOut { cpu: Some(cpu) } if cpu >= self.limit / 10 => {
                State::Spinning
            }
            End::TimedOut { cpu: Some(_) } => State::Asleep,
            _ => State::Unknown,
        }
    }

    /// True if the program aborted after the standard library reported a failed
    /// allocation.
    pub(super) fn is_out_of_memory(&self) -> bool {
        let errors = self.finished.errors.text();
        self.was_ended_by_system()
            && errors.contains("memory allocation of ")
            && errors.contains(" bytes failed")
    }

    /// True if a signal or an exception ended the program. Windows has no signals; such a
    /// program has a negative exit code there.
    pub(super) fn was_ended_by_system(&self) -> bool {
        matches!(&self.finished.end, End::Exited(status)
            if matches!(status.code(), None | Some(..0)))
    }
}
