//! What libtest prints, and what it logs.
//!
//! Its log says "ok NAME", "failed NAME" or "ignored NAME", a line a test, and goes to a
//! file that we name; what programs print is among its other words.

use super::probe_report::Report;
use crate::{course::paths::learners_path, verdict::Failure};
use std::collections::BTreeSet;

/// How many tests the binary has: "running 3 tests" is the first that it says, before any
/// code of the learner's runs.
pub(super) fn announced(output: &str) -> usize {
    let first = output.lines().find(|it| !it.is_empty()).unwrap_or_default();
    let words: Vec<_> = first.split(' ').collect();
    match words[..] {
        ["running", count, "test" | "tests"] => count.parse().unwrap_or(0),
        _ => 0,
    }
}

/// The tests that have ended like this, "ok", "failed" or "ignored", each once, in order.
pub(super) fn ended<'a>(log: &'a str, how: &str) -> impl Iterator<Item = &'a str> {
    let names = log.lines().filter_map(|line| {
        let (word, name) = line.split_once(' ')?;
        (word == how).then_some(name)
    });
    names.collect::<BTreeSet<_>>().into_iter()
}

/// Whether this test has ended, one way or the other.
pub(super) fn has_ended(log: &str, test: &str) -> bool {
    log.lines()
        .any(|line| line.split_once(' ').is_some_and(|(_, name)| name == test))
}

/// The tests in what a test binary lists that have not ended.
pub(super) fn unended(list: &str, log: &str) -> Vec<String> {
    let tests = list.lines().filter_map(|line| line.strip_suffix(": test"));
    tests.filter(|it| !has_ended(log, it)).map(str::to_owned).collect()
}

/// The tests that failed, in the order of their names, as they run.
pub(super) fn failures(output: &str, log: &str, report: &Report) -> Vec<Failure> {
    let failed = ended(log, "failed");
    failed.map(|test| failure(test, &section(output, test), report)).collect()
}

fn failure(test: &str, said: &str, report: &Report) -> Failure {
    let test_name = test.to_owned();
    if let Some(it) = report.rejected.iter().rfind(|it| it.test == test) {
        let text = it.text.trim().to_owned();
        return Failure {
            test: test_name,
            measured: Some(it.measured.clone()),
            misconception: it.misconception.clone(),
            picture: it.picture.clone(),
            seed: it.seed,
            printed: explanation(said).replace(&text, "").trim().to_owned(),
            text,
        };
    }
    let (printed, panic) = said.split_at(first_panic(said));
    Failure {
        test: test_name,
        printed: printed.trim().to_owned(),
        text: explanation(panic),
        ..Failure::default()
    }
}

/// What a test has said: the lines below "---- NAME stdout ----", to the next of these
/// lines or to the list of failures.
fn section(output: &str, test: &str) -> String {
    let title = format!("---- {test} stdout ----");
    let lines = output.lines().skip_while(|line| *line != title).skip(1);
    let ends = |line: &&str| {
        *line == "failures:"
            || line.starts_with("---- ") && line.ends_with(" stdout ----")
    };
    lines
        .take_while(|line| !ends(line))
        .fold(String::new(), |text, line| text + line + "\n")
}

/// Where the first panic is told in what a test said; at the start, if none is.
fn first_panic(said: &str) -> usize {
    let mut lines = said.split_inclusive('\n').scan(0, |end, line| {
        *end += line.len();
        Some((*end - line.len(), line))
    });
    lines.find(|(_, line)| panic_place(line).is_some()).map_or(0, |it| it.0)
}

/// The place in the line that tells of a panic.
fn panic_place(line: &str) -> Option<&str> {
    let told = line.strip_prefix("thread '")?.split_once(" panicked at ")?;
    Some(told.1)
}

/// What a failed test said, without "thread … panicked at" where the place is our check's
/// own: the learner cannot fix that place.
fn explanation(text: &str) -> String {
    let mut said = Vec::new();
    for line in text.trim().lines() {
        if is_noise(line) {
            continue;
        }
        match panic_place(line) {
            None => said.push(line.to_owned()),
            Some(place) if is_ours(place) => {}
            Some(place) => {
                said.push(format!("panicked at {}", learners_path(place)));
            }
        }
    }
    said.join("\n").trim().to_owned()
}

/// Whether libtest says this line while all goes well.
pub(super) fn says(line: &str) -> bool {
    line.is_empty()
        || line.starts_with("running ") && line.contains(" test")
        // Others may have torn it apart.
        || line.starts_with("test ") && line.contains(" ...")
        || line == "ok"
}

/// What was said, without what the standard library and libtest add to it.
pub(super) fn without_noise(errors: &str) -> String {
    let errors = without_warning(errors);
    let lines = errors.lines().filter(|it| !is_noise(it));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// libtest warns of its log, in the line that others go on with.
pub(super) fn without_warning(errors: &str) -> String {
    errors.replacen("warning: `--logfile` is deprecated", "", 1)
}

fn is_noise(line: &str) -> bool {
    line.starts_with("note: run with `RUST_BACKTRACE")
}

fn is_ours(place: &str) -> bool {
    let place = place.replace('\\', "/");
    let in_check = place.contains("/tests/") && !place.contains("/tests/../");
    in_check
        || ["/probe/", "/rustc/", "/registry/src/"]
            .iter()
            .any(|it| place.contains(it))
}

#[cfg(test)]
mod tests {
    use super::unended;

    #[test]
    fn a_test_without_a_line_in_the_log_has_not_ended() {
        let list = "a: test\nb: test\nc: test\nd: benchmark\n";
        assert_eq!(unended(list, "ok a\nfailed b\n"), ["c"]);
    }
}
