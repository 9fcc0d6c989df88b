//! What goes on while it takes long.

use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

/// What the grader is doing.
pub(crate) enum Step<'a> {
    /// Cargo builds a package.
    Building(&'a str),
    /// Another cargo holds the target folder.
    WaitingForCargo,
    /// What is built runs now, for no longer than this.
    Runs(Duration),
    /// So many of so many test binaries have run.
    Ran(usize, usize),
}

/// Shows what the grader is doing.
pub(crate) trait Progress: Sync {
    fn tell(&self, step: Step<'_>);
}

/// A line on standard error that goes when all is done. The library hides it where
/// standard error is no terminal.
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
            // Cargo adds the folder of what lies in one.
            let package = package.split(" (").next().unwrap_or_default();
            format!("building {package}")
        }
        Step::WaitingForCargo => {
            "waiting for another cargo, such as the editor's".to_owned()
        }
        Step::Runs(limit) => {
            format!("running the tests, for {} s at most", limit.as_secs())
        }
        Step::Ran(done, all) => format!("running checks: {done} of {all}"),
    }
}
