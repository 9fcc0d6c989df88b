//! A test binary run under limits, and what happened. What that means is for `judge` to
//! say.

use super::{
    libtest,
    probe_report::{Files, Report},
};
use crate::{
    process::{self, CancellationToken, End, Finished, Limits},
    verdict::State,
};
use std::{
    env, io,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

/// A run to come.
pub(super) struct ProgramRun<'a> {
    pub(super) program: &'a Path,
    pub(super) limits: Limits,
    /// The width of pictures and paragraphs, in columns.
    pub(super) width: usize,
    /// A folder for what the run reports.
    pub(super) reports: &'a Path,
}

/// What happened.
pub(super) struct Outcome {
    pub(super) finished: Finished,
    /// libtest's log, which no output of others disturbs.
    pub(super) log: String,
    /// What the probe reported.
    pub(super) report: Report,
    /// The tests that had not ended when the time was up.
    pub(super) unended: Vec<String>,
    /// The same program run again, and ended for printing too much.
    pub(super) over_output_limit: Option<Finished>,
    pub(super) limit: Duration,
    pub(super) took: Duration,
}

impl ProgramRun<'_> {
    /// Runs it; `None`, if it was canceled.
    ///
    /// # Errors
    ///
    /// If it cannot be run.
    pub(super) fn finish(
        &self,
        token: &CancellationToken,
    ) -> io::Result<Option<Outcome>> {
        let files = self.files()?;
        let begun = Instant::now();
        let finished = process::run(self.command(&files), self.limits, token)?;
        let took = begun.elapsed();
        let Some(finished) = finished else { return Ok(None) };
        let mut outcome = Outcome {
            finished,
            log: files.read_log(),
            report: files.read_report(),
            unended: Vec::new(),
            over_output_limit: None,
            limit: self.limits.wall,
            took,
        };
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

    /// Where nothing can be written, what is built may still be run.
    fn files(&self) -> io::Result<Files> {
        let elsewhere = || env::temp_dir().join("awaitlings");
        Files::new(self.reports).or_else(|_| Files::new(&elsewhere()))
    }

    fn command(&self, files: &Files) -> Command {
        let mut run = Command::new(self.program);
        run.args(["--color", "never", "--test-threads", "2"]);
        run.arg("--logfile").arg(files.log());
        run.env("RUST_BACKTRACE", "0");
        run.env(protocol::env::WIDTH, self.width.to_string());
        run.env(protocol::env::REPORT, files.report());
        // Inherited settings of tests are for other tests.
        for setting in
            ["RUST_TEST_THREADS", "RUST_TEST_NOCAPTURE", "RUST_TEST_SHUFFLE"]
        {
            run.env_remove(setting);
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
        list.args(["--list", "--format", "terse"]);
        let listed = process::run(list, self.limits, token)?;
        Ok(listed.map(|it| libtest::unended(&it.output.text(), log)))
    }

    /// Runs it once more, with nothing held back.
    fn run_again(
        &self,
        wall: Duration,
        token: &CancellationToken,
    ) -> io::Result<Option<Finished>> {
        // They go when this is dropped.
        let files = self.files()?;
        let mut run = self.command(&files);
        run.arg("--nocapture");
        process::run(run, Limits { wall }, token)
    }
}

/// How long a program that spins may run again. One that prints reaches the limit of
/// output in much less.
const SECOND_LOOK: Duration = Duration::from_secs(2);

impl Outcome {
    /// The tests in which the probe has begun an attempt that has not ended.
    fn reported_unended(&self) -> Vec<String> {
        let begun = self.report.unfinished.iter();
        let mut tests: Vec<_> =
            begun.filter(|it| !libtest::has_ended(&self.log, it)).cloned().collect();
        tests.sort();
        tests.dedup();
        tests
    }

    /// A test's output is held in memory until it ends, so endless printing looks like
    /// endless memory, or on a slow machine like an endless loop. Run once more without
    /// that, it reaches the limit of output at once. For how long to do so, if at all.
    fn may_hide_output(&self) -> Option<Duration> {
        match self.finished.end {
            End::TimedOut { .. } if self.state() == State::Asleep => None,
            End::TimedOut { .. } => Some(self.limit.min(SECOND_LOOK)),
            End::Exited(_) if self.is_out_of_memory() => Some(self.limit),
            _ => None,
        }
    }

    /// What a program that timed out did with its time. A tenth of the time is far more
    /// than a sleeper needs, and what a spinner gets even where ten others want the
    /// processor.
    pub(super) fn state(&self) -> State {
        match self.finished.end {
            End::TimedOut { cpu: Some(cpu) } if cpu >= self.limit / 10 => {
                State::Spinning
            }
            End::TimedOut { cpu: Some(_) } => State::Asleep,
            _ => State::Unknown,
        }
    }

    /// Whether the system ended it, and the standard library said that an allocation had
    /// failed.
    pub(super) fn is_out_of_memory(&self) -> bool {
        let errors = self.finished.errors.text();
        self.was_ended_by_system()
            && errors.contains("memory allocation of ")
            && errors.contains(" bytes failed")
    }

    /// Windows has no signals: a program that it ends has a negative exit code.
    pub(super) fn was_ended_by_system(&self) -> bool {
        matches!(&self.finished.end, End::Exited(status)
            if matches!(status.code(), None | Some(..0)))
    }
}
