//! The report that the probe writes while a check runs: one event per line.
//!
//! The report only explains a verdict; no verdict depends on it. A check that does not use
//! the probe writes no report.

use protocol::{Event, Observed, Rejected};
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

/// Everything that the probe reported about one run.
#[derive(Debug, Default)]
pub(super) struct Report {
    /// Tests in which an attempt started but did not finish.
    pub(super) unfinished: Vec<String>,
    pub(super) observed: Vec<Observed>,
    pub(super) rejected: Vec<Rejected>,
}

impl Report {
    fn of(text: &str) -> Self {
        let mut report = Self::default();
        // If the program was killed, the last line may be incomplete; in that case, it is
        // skipped.
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

/// The files of one run: its report, and libtest's log. Dropping this deletes them.
pub(super) struct Files {
    report: PathBuf,
    log: PathBuf,
}

impl Files {
    /// New files in `folder`, with names that no other run uses.
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        fs::create_dir_all(folder)?;
        let name = format!("{}-{count}", std::process::id());
        let files = Self {
            report: folder.join(format!("{name}.jsonl")),
            log: folder.join(format!("{name}.log")),
        };
        // An earlier runner with the same process id may have been killed and left these
        // files behind.
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

    /// The file that the probe writes.
    pub(super) fn report(&self) -> &Path {
        &self.report
    }

    /// The file that libtest writes.
    pub(super) fn log(&self) -> &Path {
        &self.log
    }

    pub(super) fn read_report(&self) -> Report {
        Report::of(&text(&self.report))
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.report);
        let _ = fs::remove_file(&self.log);
    }
}

/// The contents of a file; empty if it can't be read.
fn text(path: &Path) -> String {
    String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::Report;

    #[test]
    fn a_test_is_unfinished_if_its_attempt_did_not_end() {
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
