//! What the probe writes for us while a check runs: JSON Lines, one event a line.
//!
//! The probe's `report` module documents the format. A check that does not use the probe
//! writes none, and nothing here is needed for a verdict: it only explains one.

use serde_json::Value;
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

/// The variable that names the file to the probe.
pub(crate) const FILE: &str = "PROBE_REPORT";

/// The variable that says how wide its pictures may be, in columns.
pub(crate) const WIDTH: &str = "PROBE_WIDTH";

/// All that was reported of one run.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// Tests in which an attempt began and was not seen to end.
    pub(crate) unfinished: Vec<String>,
    pub(crate) observed: Vec<Observed>,
    pub(crate) rejected: Vec<Rejected>,
}

/// An attempt that was observed to its end.
#[derive(Debug)]
pub(crate) struct Observed {
    pub(crate) test: String,
    pub(crate) given: Option<String>,
    pub(crate) picture: Option<String>,
}

/// A check's word against an attempt.
#[derive(Debug)]
pub(crate) struct Rejected {
    pub(crate) test: String,
    pub(crate) measured: String,
    pub(crate) belief: Option<String>,
    pub(crate) picture: Option<String>,
    pub(crate) text: String,
    /// What its test has drawn its numbers from, if it has.
    pub(crate) seed: Option<u64>,
}

impl Report {
    fn of(text: &str) -> Self {
        let mut report = Self::default();
        // A line that a killed program did not finish is no event.
        for event in text.lines().filter_map(|it| serde_json::from_str(it).ok()) {
            report.note(&event);
        }
        report
    }

    fn note(&mut self, event: &Value) {
        let text = |key: &str| event[key].as_str().map(str::to_owned);
        let Some(test) = text("test") else { return };
        match event["event"].as_str() {
            Some("begins") => self.unfinished.push(test),
            Some("observed") => {
                self.unfinished.retain(|it| *it != test);
                let (given, picture) = (text("given"), text("picture"));
                self.observed.push(Observed { test, given, picture });
            }
            Some("rejected") => self.rejected.push(Rejected {
                test,
                measured: text("measured").unwrap_or_default(),
                belief: text("misconception"),
                picture: text("picture"),
                text: text("text").unwrap_or_default(),
                seed: event["seed"].as_u64(),
            }),
            _ => {}
        }
    }
}

/// Files for one run's report and for libtest's log, which go when they were read.
pub(crate) struct Place {
    report: PathBuf,
    log: PathBuf,
}

impl Place {
    /// A place in `folder`, which no other run has.
    pub(crate) fn new(folder: &Path) -> io::Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        fs::create_dir_all(folder)?;
        let name = format!("{}-{count}", std::process::id());
        let place = Self {
            report: folder.join(format!("{name}.jsonl")),
            log: folder.join(format!("{name}.log")),
        };
        // Of this name they are of a runner that was killed long ago.
        for path in [&place.report, &place.log] {
            match fs::remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(error);
                }
                _ => {}
            }
        }
        Ok(place)
    }

    /// Where the probe reports.
    pub(crate) fn report(&self) -> &Path {
        &self.report
    }

    /// Where libtest logs.
    pub(crate) fn log(&self) -> &Path {
        &self.log
    }

    pub(crate) fn read_report(&self) -> Report {
        Report::of(&text(&self.report))
    }

    pub(crate) fn read_log(&self) -> String {
        text(&self.log)
    }
}

impl Drop for Place {
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
               {"event":"observed","test":"a","given":null,"picture":"█"}
               {"event":"observed","te"#,
        );
        assert_eq!(report.unfinished, ["b"]);
        assert_eq!(report.observed.len(), 1);
    }
}
