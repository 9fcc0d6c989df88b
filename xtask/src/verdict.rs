//! From what a test binary printed and how it ended to a verdict.
//!
//! Solved is earned: the binary says how many tests it has, as many run, each says ok, the
//! summary comes and says so, and the exit status is 0. A program that leaves early has the last
//! alone.

use crate::{
    beliefs::Belief,
    process::{End, Finished},
    report::Report,
};
use std::time::Duration;

/// What is true of an attempt.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// All of this many tests passed.
    Solved { tests: usize },
    /// The compiler refused it.
    Refused { errors: Vec<CompileError>, belief: Option<Belief> },
    /// Tests ran to their end, and some failed.
    Rejected { passed: usize, tests: usize, failures: Vec<Failure>, aside: String },
    /// The program ended in the middle of its tests, with an exit code of its own.
    LeftEarly { code: i32 },
    /// The program was ended by the system: an abort, or a signal.
    Died { how: String, said: String },
    /// The program wanted more memory than it may have.
    OutOfMemory,
    /// The program had not ended after this time, in the named tests.
    Hangs { after: Duration, tests: Vec<String>, state: State },
    /// The program wrote more than anybody reads.
    Floods { first: Vec<String>, last: Vec<String> },
    /// The check has no test, or ran fewer than it has.
    NotAllRan { ran: usize, tests: usize },
    /// The check is not the one of the course.
    CheckEdited { gone: bool },
    /// The exercise's file cannot be graded, for this reason.
    Unreadable { why: String },
}

/// What a program did that did not end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// It used hardly any of the processor's time.
    Asleep,
    /// It used the processor all the while.
    Spinning,
    /// The system does not tell.
    Unknown,
}

/// A test that failed, and what it said.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) test: String,
    pub(crate) text: String,
    /// What was measured, without the explanation.
    pub(crate) measured: Option<String>,
    /// The belief behind it.
    pub(crate) belief: Option<String>,
    pub(crate) picture: Option<String>,
    /// What else was printed, such as the learner's own lines.
    pub(crate) printed: String,
}

/// An error of the compiler.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CompileError {
    /// `E0728`, or the name of a lint.
    pub(crate) code: Option<String>,
    /// As the compiler prints it, with the learner's path.
    pub(crate) text: String,
}

impl Verdict {
    pub(crate) fn is_solved(&self) -> bool {
        matches!(self, Self::Solved { .. })
    }

    /// Whether the files are to be mended first, and not the code.
    pub(crate) fn is_about_files(&self) -> bool {
        matches!(self, Self::CheckEdited { .. } | Self::Unreadable { .. })
    }

    /// The name that machines read.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Solved { .. } => "solved",
            Self::Refused { .. } => "refused",
            Self::Rejected { .. } => "rejected",
            Self::LeftEarly { .. } => "left-early",
            Self::Died { .. } => "died",
            Self::OutOfMemory => "out-of-memory",
            Self::Hangs { .. } => "hangs",
            Self::Floods { .. } => "floods",
            Self::NotAllRan { .. } => "not-all-ran",
            Self::CheckEdited { .. } => "check-edited",
            Self::Unreadable { .. } => "unreadable",
        }
    }

    /// Changes all that the compiler and the program said.
    pub(crate) fn reword(&mut self, reword: impl Fn(&str) -> String) {
        let said: Vec<&mut String> = match self {
            Self::Refused { errors, .. } => {
                errors.iter_mut().map(|it| &mut it.text).collect()
            }
            Self::Rejected { failures, aside, .. } => {
                let texts = failures.iter_mut();
                let texts = texts.flat_map(|it| [&mut it.text, &mut it.printed]);
                texts.chain([aside]).collect()
            }
            Self::Died { said, .. } => vec![said],
            _ => Vec::new(),
        };
        for text in said {
            *text = reword(text);
        }
    }

    /// The slugs of the beliefs that stand behind it, each once.
    pub(crate) fn beliefs(&self) -> Vec<&str> {
        let mut beliefs: Vec<&str> = match self {
            Self::Refused { belief: Some(belief), .. } => vec![&belief.slug],
            Self::Rejected { failures, .. } => {
                failures.iter().filter_map(|it| it.belief.as_deref()).collect()
            }
            _ => Vec::new(),
        };
        beliefs.dedup();
        beliefs
    }
}

/// Judges a run of a test binary.
///
/// A run that was stopped has no verdict. Of one that hangs the tests are named if the
/// probe has told; [`silent`] finds them elsewhere.
pub(crate) fn judge(
    run: &Finished,
    report: &Report,
    limit: Duration,
) -> Option<Verdict> {
    let output = run.output.text();
    let status = match run.end {
        End::Stopped => return None,
        End::Flooded => {
            let said = if run.errors.is_flood() { &run.errors } else { &run.output };
            let (first, last) = said.edges(EDGE, |line| !is_libtests(line));
            return Some(Verdict::Floods { first, last });
        }
        End::OutOfTime { cpu } => {
            let begun = report.unfinished.iter();
            let mut tests: Vec<_> =
                begun.filter(|it| !is_reported(&output, it)).cloned().collect();
            tests.sort();
            tests.dedup();
            let state = state(cpu, limit);
            return Some(Verdict::Hangs { after: limit, tests, state });
        }
        End::Exited(status) => status,
    };
    let errors = run.errors.text();
    let summary = Summary::of(&output);
    Some(match (status.code(), summary) {
        // Windows has no signals: a program that it ends has a negative exit code.
        (None | Some(..0), _) if is_out_of_memory(&errors) => Verdict::OutOfMemory,
        (None | Some(..0), _) => Verdict::Died {
            how: status.to_string(),
            said: learners_path(&without_noise(&errors)),
        },
        (Some(0), Some(it)) if it.ok && it.failed == 0 => {
            let tests = announced(&output);
            let said_ok = passed(&output);
            if tests > 0 && it.passed == tests && said_ok == tests {
                Verdict::Solved { tests }
            } else {
                Verdict::NotAllRan { ran: it.passed.min(said_ok), tests }
            }
        }
        // What libtest itself answers when a test has failed.
        (Some(101), Some(it)) if !it.ok => Verdict::Rejected {
            passed: it.passed,
            tests: announced(&output),
            failures: failures(&output, report),
            aside: learners_path(&without_noise(&errors)),
        },
        (Some(code), _) => Verdict::LeftEarly { code },
    })
}

/// Lines of a flood that are shown at each of its ends.
const EDGE: usize = 3;

/// A tenth of the time is far more than a sleeper needs, and what a spinner gets even
/// where ten others want the processor.
fn state(cpu: Option<Duration>, limit: Duration) -> State {
    match cpu {
        None => State::Unknown,
        Some(cpu) if cpu >= limit / 10 => State::Spinning,
        Some(_) => State::Asleep,
    }
}

/// What the standard library says when an allocation fails.
fn is_out_of_memory(errors: &str) -> bool {
    errors.contains("memory allocation of ") && errors.contains(" bytes failed")
}

fn without_noise(errors: &str) -> String {
    let lines = errors.lines().filter(|it| !is_noise(it));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// How many tests the binary has: "running 3 tests" is the first that it says, before any
/// code of the learner's runs.
fn announced(output: &str) -> usize {
    let first = output.lines().find(|it| !it.is_empty()).unwrap_or_default();
    let words: Vec<_> = first.split(' ').collect();
    match words[..] {
        ["running", count, "test" | "tests"] => count.parse().unwrap_or(0),
        _ => 0,
    }
}

/// How many tests have said that they are ok, each counted once.
fn passed(output: &str) -> usize {
    let mut names: Vec<_> = output
        .lines()
        .filter_map(|line| {
            // A learner's own output may stand before it: it is not always captured.
            let (_, said) = line.rsplit_once("test ")?;
            let (name, result) = said.split_once(" ... ")?;
            matches!(result, "ok" | "ok - should panic").then_some(name)
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    names.len()
}

/// The tests in what a test binary lists of which `output` does not say how they ended.
pub(crate) fn silent(list: &str, output: &str) -> Vec<String> {
    let tests = list.lines().filter_map(|line| line.strip_suffix(": test"));
    tests.filter(|it| !is_reported(output, it)).map(str::to_owned).collect()
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
/// They come as their tests end; they are told in the order of their names, as they run.
fn failures(output: &str, report: &Report) -> Vec<Failure> {
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

/// Whether libtest says this while all goes well.
fn is_libtests(line: &str) -> bool {
    line.is_empty()
        || line.starts_with("running ") && line.contains(" test")
        || line.starts_with("test ") && line.ends_with(" ... ok")
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

/// The path as the learner knows it: a check names the exercise from its own folder.
pub(crate) fn learners_path(text: &str) -> String {
    text.replace("tests/../", "")
        .replace("tests\\../", "")
        .replace("tests\\..\\", "")
}

#[cfg(all(test, unix))]
mod tests {
    use super::{Verdict, judge, silent};
    use crate::{
        process::{End, Finished},
        report::Report,
    };
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
            output: output.into(),
            errors: "".into(),
        };
        let verdict = judge(&run, &Report::default(), Duration::from_secs(1));
        assert_eq!(verdict.as_ref(), Some(expected));
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
        check(none, 0, &Verdict::NotAllRan { ran: 0, tests: 0 });
    }

    #[test]
    fn a_test_that_says_ok_twice_is_one() {
        let twice = ALL_OK.replace("test b", "test a");
        check(&twice, 0, &Verdict::NotAllRan { ran: 1, tests: 2 });
    }

    #[test]
    fn silent_is_who_has_not_said_how_it_ended() {
        let list = "a: test\nb: test\nc: test\nd: benchmark\n";
        let output = "test a ... ok\ntest b ... FAILED\n";
        assert_eq!(silent(list, output), ["c"]);
    }
}
