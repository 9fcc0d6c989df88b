//! Derives a verdict from a run of a test binary.

use super::{libtest, probe_report::Report, program::Outcome};
use crate::{
    course::paths::learners_path,
    process::{End, Finished},
    verdict::Verdict,
};
use std::process::ExitStatus;

/// How many lines are shown from the beginning and from the end of output that is too
/// long.
const EDGE: usize = 3;

/// Judges a run of a test binary.
pub(super) fn judge(outcome: &Outcome) -> Verdict {
    if let Some(again) = &outcome.over_output_limit {
        return output_limit(again);
    }
    match outcome.finished.end {
        End::OutputLimit => output_limit(&outcome.finished),
        End::TimedOut { .. } => Verdict::TimedOut {
            after: outcome.limit,
            tests: outcome.unended.clone(),
            state: outcome.state(),
        },
        End::Exited(status) => exited(outcome, status),
    }
}

fn output_limit(finished: &Finished) -> Verdict {
    let output = if finished.errors.is_over_limit() {
        &finished.errors
    } else {
        &finished.output
    };
    let (mut first, last) = output.edges(EDGE, |line| !libtest::says(line));
    first.iter_mut().for_each(|it| *it = libtest::without_warning(it));
    Verdict::OutputLimit { first, last }
}

/// The verdict on a program that exited. The verdict is `Solved` only if the log has as
/// many passed tests as libtest announced, and the exit status is 0.
fn exited(outcome: &Outcome, status: ExitStatus) -> Verdict {
    let Outcome { finished, log, report, .. } = outcome;
    let output = finished.output.text();
    let aside = learners_path(&libtest::without_noise(&finished.errors.text()));
    let tests = libtest::announced(&output);
    let passed = libtest::ended(log, "ok").count();
    let failed = libtest::ended(log, "failed").count();
    let ignored = libtest::ended(log, "ignored").count();
    let all = passed + failed + ignored == tests;
    match status.code() {
        _ if outcome.is_out_of_memory() => Verdict::MemoryLimit,
        _ if outcome.was_ended_by_system() => {
            Verdict::Crashed { how: status.to_string(), said: aside }
        }
        Some(0) if all && passed == tests && tests > 0 => Verdict::Solved { tests },
        Some(0) if all => Verdict::NotAllRan { ran: passed, tests },
        // libtest's exit code if a test has failed.
        Some(101) if failed > 0 => {
            let failures = libtest::failures(&output, log, report);
            Verdict::TestsFailed { passed, tests, failures, aside }
        }
        code => Verdict::ExitedEarly { code: code.unwrap_or_default() },
    }
}

/// The picture of the learner's run, from the first test that has one. For a
/// prediction, the pictures of all tests, each of which shows the program that the test
/// names.
pub(super) fn picture(report: &Report, is_prediction: bool) -> Option<String> {
    let seen = report.observed.iter().filter(|it| it.picture.is_some());
    // Tests run in parallel, so the order of the events is random: sort by name.
    let mut seen = Vec::from_iter(seen);
    seen.sort_by(|a, b| a.test.cmp(&b.test));
    if !is_prediction {
        seen.truncate(1);
    }
    let drawn = seen.iter().filter_map(|it| {
        let picture = it.picture.as_ref()?.trim_end();
        Some(match (&it.given, is_prediction) {
            (Some(program), true) => format!("`{program}`:\n{picture}"),
            (Some(given), false) => format!("Your run, given {given}:\n\n{picture}"),
            (None, true) => picture.to_owned(),
            (None, false) => format!("Your run:\n\n{picture}"),
        })
    });
    let drawn = drawn.collect::<Vec<_>>().join("\n\n");
    (!drawn.is_empty()).then_some(drawn)
}

#[cfg(all(test, unix))]
mod tests {
    use super::{End, Finished, Outcome, Report, Verdict, judge, picture};
    use protocol::Observed;
    use std::{
        os::unix::process::ExitStatusExt, process::ExitStatus, time::Duration,
    };

    const ALL_OK: &str = "
running 2 tests
test a ... ok
test b ... ok

test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

";
    const LOG: &str = "ok a\nok b\n";

    #[track_caller]
    fn check(output: &str, log: &str, code: i32, expected: &Verdict) {
        let finished = Finished {
            end: End::Exited(ExitStatus::from_raw(code << 8)),
            output: output.into(),
            errors: "".into(),
        };
        let outcome = Outcome {
            finished,
            log: log.to_owned(),
            report: Report::default(),
            unended: Vec::new(),
            over_output_limit: None,
            own_failures: Vec::new(),
            limit: Duration::from_secs(1),
            took: Duration::ZERO,
        };
        assert_eq!(judge(&outcome), *expected);
    }

    #[test]
    fn a_run_is_solved_only_if_the_log_has_every_test_and_the_status_is_0() {
        check(ALL_OK, LOG, 0, &Verdict::Solved { tests: 2 });
        check(ALL_OK, LOG, 3, &Verdict::ExitedEarly { code: 3 });
        check(ALL_OK, "ok a\n", 0, &Verdict::ExitedEarly { code: 0 });
        let not_all = Verdict::NotAllRan { ran: 1, tests: 2 };
        check(ALL_OK, "ok a\nignored b\n", 0, &not_all);
    }

    #[test]
    fn output_between_the_lines_of_libtest_does_not_change_the_verdict() {
        let talkative = ALL_OK.replace("a ... ok", "a ... me, too\nok");
        let talkative = talkative.replace("test result", "te hm st result");
        check(&talkative, LOG, 0, &Verdict::Solved { tests: 2 });
    }

    #[test]
    fn a_run_without_tests_is_not_solved() {
        let none = "\nrunning 0 tests\n\ntest result: ok. 0 passed; 0 failed\n";
        check(none, "", 0, &Verdict::NotAllRan { ran: 0, tests: 0 });
    }

    #[test]
    fn a_test_that_is_logged_twice_counts_once() {
        check(ALL_OK, "ok a\nok a\n", 0, &Verdict::ExitedEarly { code: 0 });
    }

    #[test]
    fn a_picture_says_whose_run_it_shows() {
        let observed = |test: &str, given: Option<&str>| Observed {
            test: test.to_owned(),
            given: given.map(str::to_owned),
            took_ms: 1,
            end: protocol::End::Done,
            picture: Some(format!("{test}  ███\n")),
        };
        let mut report = Report::default();
        assert_eq!(picture(&report, true), None);
        report.observed = vec![observed("b", None), observed("a", Some("two"))];
        let own = "Your run, given two:\n\na  ███";
        assert_eq!(picture(&report, false).as_deref(), Some(own));
        let programs = "`two`:\na  ███\n\nb  ███";
        assert_eq!(picture(&report, true).as_deref(), Some(programs));
        report.observed.pop();
        let own = "Your run:\n\nb  ███";
        assert_eq!(picture(&report, false).as_deref(), Some(own));
    }
}
