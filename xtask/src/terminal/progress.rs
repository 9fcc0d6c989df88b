//! Shows what the grader is doing while the learner waits.

use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

/// What the grader is doing.
pub(crate) enum Step<'a> {
    /// Cargo is building a package.
    Building(&'a str),
    /// Another cargo has locked the target directory.
    WaitingForCargo,
    /// The tests are running, and may take at most this long.
    Runs(Duration),
    /// How many test binaries have run, and how many there are.
    Ran(usize, usize),
}

/// Something that shows a step to the user.
pub(crate) trait Progress: Sync {
    fn tell(&self, step: Step<'_>);
}

/// A line on standard error, which is removed when the work is done. The library hides it
/// if standard error is not a terminal.
pub(crate) struct Line(ProgressBar);

impl Line {
    pub(crate) fn new() -> Self {
        let bar = ProgressBar::new_spinner();
        bar.set_style(
            ProgressStyle::with_template("{spinner} {msg} ({elapsed})")
                .unwrap_or_else(|_| ProgressStyle::default_spinner()),
        );
        bar.set_message("building");
        bar.enable_steady_tick(Duration::from_millis(120));
        Self(bar)
    }
}

impl Progress for Line {
    fn tell(&self, step: Step<'_>) {
        self.0.set_message(words(&step));
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// A step in words.
pub(crate) fn words(step: &Step<'_>) -> String {
    match step {
        Step::Building(package) => {
            // Cargo adds the directory of local packages in parentheses.
            let package = package.split(" (").next().unwrap_or_default();
            format!("building {package}")
        }
        Step::WaitingForCargo => {
            "waiting for another cargo process, such as your editor's".to_owned()
        }
        Step::Runs(limit) => {
            format!("running the tests, for at most {} s", limit.as_secs())
        }
        Step::Ran(done, all) => format!("running checks: {done} of {all}"),
    }
}
