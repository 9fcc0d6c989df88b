//! From what a test binary printed and how it ended to a verdict.
//!
//! Solved is earned: the binary lists its tests, as many run, each says ok, the summary
//! comes and says so, and the exit status is 0. A program that leaves early has the last
//! alone.

use crate::process::{End, Finished};
use std::time::Duration;

/// What is true of an attempt.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// All of this many tests passed.
    Solved { tests: usize },
    /// The compiler refused it.
    Refused { rendered: Vec<String>, codes: Vec<String> },
    /// Tests ran to their end, and some failed.
    Rejected { passed: usize, tests: usize, failures: Vec<Failure> },
    /// The program ended in the middle of its tests, with an exit code of its own.
    LeftEarly { code: i32 },
    /// The program was ended by the system: an abort, or a signal.
    Died { how: String, said: String },
    /// The program had not ended after this time, in the named tests.
    Hangs { after: Duration, tests: Vec<String> },
    /// The program wrote more than anybody reads.
    Floods,
    /// The check has no test, or ran fewer than it has.
    NotAllRan { ran: usize, tests: usize },
}

/// A test that failed, and what it said.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) test: String,
    pub(crate) text: String,
}

/// Judges a run of the binary that has these `tests`.
pub(crate) fn judge(tests: &[String], run: &Finished, limit: Duration) -> Verdict {
    let status = match run.end {
        End::Flooded => return Verdict::Floods,
        End::OutOfTime => {
            let tests = tests.iter().filter(|test| !is_reported(&run.output, test));
            return Verdict::Hangs { after: limit, tests: tests.cloned().collect() };
        }
        End::Exited(status) => status,
    };
    let summary = Summary::of(&run.output);
    match (status.code(), summary) {
        // Windows has no signals: a program that it ends has a negative exit code.
        (None | Some(..0), _) => Verdict::Died {
            how: status.to_string(),
            said: run.errors.trim().to_owned(),
        },
        (Some(0), Some(it)) if it.ok && it.failed == 0 => {
            let said_ok =
                tests.iter().filter(|test| says(&run.output, test, "ok")).count();
            if !tests.is_empty()
                && it.passed == tests.len()
                && said_ok == tests.len()
            {
                Verdict::Solved { tests: tests.len() }
            } else {
                Verdict::NotAllRan {
                    ran: it.passed.min(said_ok),
                    tests: tests.len(),
                }
            }
        }
        // What libtest itself answers when a test has failed.
        (Some(101), Some(it)) if !it.ok => Verdict::Rejected {
            passed: it.passed,
            tests: tests.len(),
            failures: failures(tests, &run.output),
        },
        (Some(code), _) => Verdict::LeftEarly { code },
    }
}

/// The names in what a test binary lists.
pub(crate) fn listed(output: &str) -> Vec<String> {
    output
        .lines()
        .filter_map(|line| line.strip_suffix(": test"))
        .map(str::to_owned)
        .collect()
}

/// libtest's summary: "test result: ok. 3 passed; 0 failed; …".
struct Summary {
    ok: bool,
    passed: usize,
    failed: usize,
}

impl Summary {
    fn of(output: &str) -> Option<Self> {
        // A thread that is still about may have its word before or after it.
        let (_, summary) = output.rsplit_once("test result: ")?;
        let (result, counts) = summary.lines().next()?.split_once(". ")?;
        let count = |word: &str| {
            let part = counts.split("; ").find_map(|it| it.strip_suffix(word))?;
            part.trim().parse().ok()
        };
        Some(Self {
            ok: result == "ok",
            passed: count("passed")?,
            failed: count("failed")?,
        })
    }
}

fn says(output: &str, test: &str, word: &str) -> bool {
    let line = format!("test {test} ... {word}");
    // A learner's own output may stand before it: it is not always captured.
    output
        .lines()
        .any(|it| it.ends_with(&line) || it == format!("{line} - should panic"))
}

fn is_reported(output: &str, test: &str) -> bool {
    says(output, test, "ok") || says(output, test, "FAILED")
}

/// The parts between "---- NAME stdout ----" lines, without libtest's own words.
///
/// They come as their tests end; they are told in the order in which `tests` lists them.
fn failures(tests: &[String], output: &str) -> Vec<Failure> {
    let mut failures: Vec<Failure> = Vec::new();
    for line in output.lines() {
        let title = line
            .strip_prefix("---- ")
            .and_then(|it| it.strip_suffix(" stdout ----"));
        if let Some(test) = title {
            failures.push(Failure { test: test.to_owned(), text: String::new() });
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
        failure.text = explanation(&failure.text);
    }
    failures.sort_by_key(|it| tests.iter().position(|test| *test == it.test));
    failures
}

/// What a failed test said, without "thread … panicked at" where the place is our check's
/// own: the learner cannot mend that place.
fn explanation(text: &str) -> String {
    let mut said = Vec::new();
    for line in text.trim().lines() {
        if line.starts_with("note: run with `RUST_BACKTRACE") {
            continue;
        }
        let place = line
            .starts_with("thread '")
            .then(|| line.split_once(" panicked at "))
            .flatten();
        match place {
            None => said.push(line.to_owned()),
            Some((_, place)) if is_ours(place) => {}
            Some((_, place)) => {
                said.push(format!("panicked at {}", learners_path(place)));
            }
        }
    }
    said.join("\n").trim().to_owned()
}

fn is_ours(place: &str) -> bool {
    let place = place.replace('\\', "/");
    let in_check = place.contains("/tests/") && !place.contains("/tests/../");
    in_check || place.contains("/probe/") || place.contains("/rustc/")
}

/// The path as the learner knows it: a check names the exercise from its own folder.
pub(crate) fn learners_path(text: &str) -> String {
    text.replace("tests/../", "")
        .replace("tests\\../", "")
        .replace("tests\\..\\", "")
}

#[cfg(all(test, unix))]
mod tests {
    use super::{Verdict, judge, listed};
    use crate::process::{End, Finished};
    use std::{
        os::unix::process::ExitStatusExt, process::ExitStatus, time::Duration,
    };

    const ALL_OK: &str = "
running 2 tests
test a ... ok
test b ... ok

test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

";

    #[track_caller]
    fn check(output: &str, code: i32, expected: &Verdict) {
        let run = Finished {
            end: End::Exited(ExitStatus::from_raw(code << 8)),
            output: output.to_owned(),
            errors: String::new(),
        };
        let tests = ["a".to_owned(), "b".to_owned()];
        assert_eq!(judge(&tests, &run, Duration::from_secs(1)), *expected);
    }

    #[test]
    fn solved_needs_every_test_the_summary_and_the_exit_status() {
        check(ALL_OK, 0, &Verdict::Solved { tests: 2 });
        check(ALL_OK, 3, &Verdict::LeftEarly { code: 3 });
        check(
            ALL_OK.split("\ntest result").next().unwrap(),
            0,
            &Verdict::LeftEarly { code: 0 },
        );
        let one = ALL_OK.replace("test b ... ok\n", "");
        check(&one, 0, &Verdict::NotAllRan { ran: 1, tests: 2 });
        let ignored = ALL_OK
            .replace("b ... ok", "b ... ignored")
            .replace("2 passed", "1 passed");
        check(&ignored, 0, &Verdict::NotAllRan { ran: 1, tests: 2 });
    }

    #[test]
    fn what_a_thread_says_around_the_summary_changes_nothing() {
        let talkative = ALL_OK.replace("test result", "heretest result") + "bye\n";
        check(&talkative, 0, &Verdict::Solved { tests: 2 });
    }

    #[test]
    fn no_test_is_not_solved() {
        let none =
            "\nrunning 0 tests\n\ntest result: ok. 0 passed; 0 failed; 0 ignored\n";
        check(none, 0, &Verdict::NotAllRan { ran: 0, tests: 2 });
        assert_eq!(listed("a: test\nb: test\nc: benchmark\n"), ["a", "b"]);
    }
}
