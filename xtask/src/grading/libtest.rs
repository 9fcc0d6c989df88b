//! Parses what libtest prints and what it logs.
//!
//! The log is a separate file with one line for each test: "ok NAME", "failed NAME", or
//! "ignored NAME". libtest's own output is mixed with the tests' output.

use super::probe_report::Report;
use crate::{course::paths::learners_path, verdict::Failure};
use std::collections::BTreeSet;

/// The number of tests in the binary. libtest prints "running 3 tests" first, before any of
/// the learner's code runs.
pub(super) fn announced(output: &str) -> usize {
    let first = output.lines().find(|it| !it.is_empty()).unwrap_or_default();
    let words: Vec<_> = first.split(' ').collect();
    match words[..] {
        ["running", count, "test" | "tests"] => count.parse().unwrap_or(0),
        _ => 0,
    }
}

/// The names of the tests with this result ("ok", "failed", or "ignored"), sorted and without
/// duplicates.
pub(super) fn ended<'a>(log: &'a str, how: &str) -> impl Iterator<Item = &'a str> {
    let names = log.lines().filter_map(|line| {
        let (word, name) = line.split_once(' ')?;
        (word == how).then_some(name)
    });
    names.collect::<BTreeSet<_>>().into_iter()
}

/// True if this test has ended, no matter whether it passed or failed.
pub(super) fn has_ended(log: &str, test: &str) -> bool {
    log.lines()
        .any(|line| line.split_once(' ').is_some_and(|(_, name)| name == test))
}

/// The tests that have not ended. `list` is the output of the test binary for `--list`.
pub(super) fn unended(list: &str, log: &str) -> Vec<String> {
    let tests = list.lines().filter_map(|line| line.strip_suffix(": test"));
    tests.filter(|it| !has_ended(log, it)).map(str::to_owned).collect()
}

/// The number of tests that libtest left out because of a filter, from its last line.
pub(super) fn left_out(output: &str) -> usize {
    let last = output.lines().rfind(|it| it.starts_with("test result: "));
    let parts = last.unwrap_or_default().split("; ");
    let count = parts.filter_map(|it| it.strip_suffix(" filtered out")).next();
    count.and_then(|it| it.parse().ok()).unwrap_or(0)
}

/// The tests that neither passed nor were ignored, without the name of the module that
/// holds the learner's file. `list` is the output of the test binary for `--list`.
pub(super) fn not_passed(list: &str, log: &str) -> Vec<String> {
    let is_fine = |test: &str| {
        log.lines().any(|line| {
            // A reason may be between the word and the name: "ignored: later NAME".
            let before = line.strip_suffix(test).unwrap_or_default();
            before == "ok " || before.starts_with("ignored") && before.ends_with(' ')
        })
    };
    let tests = list.lines().filter_map(|line| line.strip_suffix(": test"));
    let failed = tests.filter(|it| !is_fine(it));
    failed.filter_map(|it| Some(it.split_once("::")?.1.to_owned())).collect()
}

/// The tests that failed, sorted by name.
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
            todo: it.todo,
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

/// What a test has printed: the lines from "---- NAME stdout ----" to the next such line, or
/// to the list of failures.
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

/// The byte offset of the first panic message in a test's output; 0 if there is none.
fn first_panic(said: &str) -> usize {
    let mut lines = said.split_inclusive('\n').scan(0, |end, line| {
        *end += line.len();
        Some((*end - line.len(), line))
    });
    lines.find(|(_, line)| panic_place(line).is_some()).map_or(0, |it| it.0)
}

/// The source location in the first line of a panic message.
fn panic_place(line: &str) -> Option<&str> {
    let told = line.strip_prefix("thread '")?.split_once(" panicked at ")?;
    Some(told.1)
}

/// The message of a failed test. "thread … panicked at" is left out if the location is in
/// the check, because the learner can't fix anything there.
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

/// True if this is a line that libtest prints even when no test fails.
pub(super) fn says(line: &str) -> bool {
    line.is_empty()
        || line.starts_with("running ") && line.contains(" test")
        // Other output may split the line.
        || line.starts_with("test ") && line.contains(" ...")
        || line == "ok"
}

/// The errors, without the lines that the standard library and libtest add.
pub(super) fn without_noise(errors: &str) -> String {
    let errors = without_warning(errors);
    let lines = errors.lines().filter(|it| !is_noise(it));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// The errors without libtest's warning about the log. The warning has no line break, so the
/// program's output follows on the same line.
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
    use super::{left_out, not_passed, unended};

    #[test]
    fn a_test_has_not_ended_if_it_is_not_in_the_log() {
        let list = "a: test\nb: test\nc: test\nd: benchmark\n";
        assert_eq!(unended(list, "ok a\nfailed b\n"), ["c"]);
    }

    #[test]
    fn a_test_that_is_neither_passed_nor_ignored_has_not_passed() {
        let list = "m::a: test\nm::b: test\nm::in::c: test\nm::d: test\n";
        let log = "ok m::a\nignored: not yet m::b\nfailed m::in::c\n";
        assert_eq!(not_passed(list, log), ["in::c", "d"]);
        assert!(
            not_passed(list, "ok m::a\nok m::b\nok m::in::c\nignored m::d")
                .is_empty()
        );
    }

    #[test]
    fn the_last_line_says_how_many_tests_were_left_out() {
        let line = "test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; \
                    3 filtered out; finished in 0.00s\n";
        assert_eq!(left_out(&format!("running 2 tests\n..\n{line}\n")), 3);
        assert_eq!(left_out("running 2 tests\n"), 0);
    }
}
