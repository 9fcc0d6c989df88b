//! What the probe writes for us while a check runs: one event per line.
//!
//! A check that does not use the probe writes none, and nothing here is needed for a
//! verdict: it only explains one.

use protocol::{Event, Observed, Rejected};
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

/// All that was reported of one run.
#[derive(Debug, Default)]
pub(super) struct Report {
    /// Tests in which an attempt began and was not seen to end.
    pub(super) unfinished: Vec<String>,
    pub(super) observed: Vec<Observed>,
    pub(super) rejected: Vec<Rejected>,
}

impl Report {
    fn of(text: &str) -> Self {
        let mut report = Self::default();
        // A line that a killed program did not finish is not an event.
        for event in text.lines().filter_map(Event::from_json) {
            match event {
                Event::Begins { test } => report.unfinished.push(test),
                Event::Observed(observed) => {
                    report.unfinished.retain(|it| *it != observed.test);
                    report.observed.push(observed);
                }
                Event::Rejected(rejected) => report.rejected.push(rejected),
            }
        }
        report
    }
}

/// Files for one run's report and for libtest's log, which go when they were read.
pub(super) struct Files {
    report: PathBuf,
    log: PathBuf,
}

impl Files {
    /// Files in `folder` that no other run has.
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        fs::create_dir_all(folder)?;
        let name = format!("{}-{count}", std::process::id());
        let files = Self {
            report: folder.join(format!("{name}.jsonl")),
            log: folder.join(format!("{name}.log")),
        };
        // A runner that was killed long ago may have left some of these names.
        for path in [&files.report, &files.log] {
            match fs::remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(error);
                }
                _ => {}
            }
        }
        Ok(files)
    }

    /// Where the probe reports.
    pub(super) fn report(&self) -> &Path {
        &self.report
    }

    /// Where libtest logs.
    pub(super) fn log(&self) -> &Path {
        &self.log
    }

    pub(super) fn read_report(&self) -> Report {
        Report::of(&text(&self.report))
    }

    pub(super) fn read_log(&self) -> String {
        text(&self.log)
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.report);
        let _ = fs::remove_file(&self.log);
    }
}

/// What was written there; nothing, if nothing was.
fn text(path: &Path) -> String {
    String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::Report;

    #[test]
    fn an_attempt_that_was_not_seen_to_end_is_unfinished() {
        let report = Report::of(
            r#"{"event":"begins","test":"a"}
               {"event":"begins","test":"b"}
               {"event":"observed","test":"a","given":null,"took_ms":1,"end":"done","picture":"█"}
               {"event":"observed","te"#,
        );
        assert_eq!(report.unfinished, ["b"]);
        assert_eq!(report.observed.len(), 1);
    }
}
