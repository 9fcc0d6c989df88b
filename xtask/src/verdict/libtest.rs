//! What libtest prints, and what it logs.
//!
//! Its log says "ok NAME", "failed NAME" or "ignored NAME", a line a test, and goes to a
//! file that we name; what programs print stands among its other words.

use super::{Failure, learners_path};
use crate::report::Report;

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

/// How many tests have ended well, each counted once.
pub(super) fn passed(log: &str) -> usize {
    let mut names: Vec<_> =
        log.lines().filter_map(|line| line.strip_prefix("ok ")).collect();
    names.sort_unstable();
    names.dedup();
    names.len()
}

/// Whether this test has ended, one way or the other.
pub(super) fn has_ended(log: &str, test: &str) -> bool {
    log.lines()
        .any(|line| line.split_once(' ').is_some_and(|(_, name)| name == test))
}

/// The tests in what a test binary lists that have not ended.
pub(crate) fn silent(list: &str, log: &str) -> Vec<String> {
    let tests = list.lines().filter_map(|line| line.strip_suffix(": test"));
    tests.filter(|it| !has_ended(log, it)).map(str::to_owned).collect()
}

/// libtest's summary: "test result: ok. 3 passed; 0 failed; …".
pub(super) struct Summary {
    pub(super) ok: bool,
    pub(super) passed: usize,
    pub(super) failed: usize,
}

/// The summary, if it came.
pub(super) fn summary(output: &str) -> Option<Summary> {
    // A thread that is still about may have its word before or after it.
    let (_, summary) = output.rsplit_once("test result: ")?;
    let (result, counts) = summary.lines().next()?.split_once(". ")?;
    let count = |word: &str| {
        let part = counts.split("; ").find_map(|it| it.strip_suffix(word))?;
        part.trim().parse().ok()
    };
    let (passed, failed) = (count("passed")?, count("failed")?);
    Some(Summary { ok: result == "ok", passed, failed })
}

/// The parts between "---- NAME stdout ----" lines, without libtest's own words.
///
/// They come as their tests end; they are told in the order of their names, as they run.
pub(super) fn failures(output: &str, report: &Report) -> Vec<Failure> {
    let mut failures: Vec<Failure> = Vec::new();
    for line in output.lines() {
        let title = line
            .strip_prefix("---- ")
            .and_then(|it| it.strip_suffix(" stdout ----"));
        if let Some(test) = title {
            failures.push(Failure {
                test: test.to_owned(),
                text: String::new(),
                measured: None,
                belief: None,
                picture: None,
                printed: String::new(),
            });
        } else if line == "failures:" {
            if failures.is_empty() {
                continue;
            }
            break;
        } else if let Some(failure) = failures.last_mut() {
            failure.text.push_str(line);
            failure.text.push('\n');
        }
    }
    for failure in &mut failures {
        let said = std::mem::take(&mut failure.text);
        let reported = report.rejected.iter().rfind(|it| it.test == failure.test);
        if let Some(it) = reported {
            failure.text = it.text.trim().to_owned();
            let printed = explanation(&said).replace(&failure.text, "");
            failure.printed = printed.trim().to_owned();
            failure.measured = Some(it.measured.clone());
            failure.belief.clone_from(&it.belief);
            failure.picture.clone_from(&it.picture);
        } else {
            let (printed, panic) = said.split_at(first_panic(&said));
            failure.text = explanation(panic);
            failure.printed = printed.trim().to_owned();
        }
    }
    failures.sort_by(|a, b| a.test.cmp(&b.test));
    failures
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
/// own: the learner cannot mend that place.
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
    use super::silent;

    #[test]
    fn silent_is_who_has_not_ended() {
        let list = "a: test\nb: test\nc: test\nd: benchmark\n";
        assert_eq!(silent(list, "ok a\nfailed b\n"), ["c"]);
    }
}
