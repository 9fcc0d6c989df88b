//! A table of all verdicts, for comparison with an earlier table.

use super::case::Case;
use crate::{terminal::error::Error, verdict::Verdict};
use std::{fs, path::Path};

/// Writes one line per case. Its columns are separated by tabs: the exercise, the case, the
/// verdict, its misconceptions, and each failed test with its misconception.
pub(super) fn write(path: &Path, cases: &[Case]) -> Result<(), Error> {
    let text: String = cases.iter().map(line).collect();
    fs::write(path, text).map_err(|error| Error::CannotWrite {
        path: path.to_owned(),
        why: error.to_string(),
    })
}

fn line(case: &Case) -> String {
    let verdict = &case.graded.verdict;
    let mut slugs = case.graded.slugs();
    slugs.sort_unstable();
    let mut tests = Vec::new();
    if let Verdict::TestsFailed { failures, .. } = verdict {
        tests.extend(failures.iter().map(|it| {
            format!("{}={}", it.test, it.misconception.as_deref().unwrap_or("-"))
        }));
    }
    tests.sort();
    let columns = [
        case.graded.exercise.name.clone(),
        case.variant.to_string(),
        verdict.name().to_owned(),
        slugs.join(","),
        tests.join(" "),
    ];
    columns.join("\t") + "\n"
}
