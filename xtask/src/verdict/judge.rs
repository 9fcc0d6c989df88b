//! From what a test binary printed, and how it ended, to a verdict.

use super::{State, Verdict, learners_path, libtest};
use crate::{
    process::{End, Finished},
    report::Report,
};
use std::time::Duration;

/// Lines of a flood that are shown at each of its ends.
const EDGE: usize = 3;

/// Judges a run of a test binary. `log` is libtest's, which no output of others disturbs.
///
/// A run that was stopped has no verdict. Of one that hangs the tests are named if the
/// probe has told; [`super::silent`] finds them elsewhere.
pub(crate) fn judge(
    run: &Finished,
    log: &str,
    report: &Report,
    limit: Duration,
) -> Option<Verdict> {
    let output = run.output.text();
    let status = match run.end {
        End::Stopped => return None,
        End::Flooded => {
            let said = if run.errors.is_flood() { &run.errors } else { &run.output };
            let (mut first, last) = said.edges(EDGE, |line| !libtest::says(line));
            first.iter_mut().for_each(|it| *it = libtest::without_warning(it));
            return Some(Verdict::Floods { first, last });
        }
        End::OutOfTime { cpu } => {
            let begun = report.unfinished.iter();
            let mut tests: Vec<_> =
                begun.filter(|it| !libtest::has_ended(log, it)).cloned().collect();
            tests.sort();
            tests.dedup();
            let state = state(cpu, limit);
            return Some(Verdict::Hangs { after: limit, tests, state });
        }
        End::Exited(status) => status,
    };
    let errors = run.errors.text();
    let aside = learners_path(&libtest::without_noise(&errors));
    let tests = libtest::announced(&output);
    let passed = libtest::ended(log, "ok").count();
    let failed = libtest::ended(log, "failed").count();
    let ignored = libtest::ended(log, "ignored").count();
    let all = passed + failed + ignored == tests;
    Some(match status.code() {
        // Windows has no signals: a program that it ends has a negative exit code.
        None | Some(..0) if is_out_of_memory(&errors) => Verdict::OutOfMemory,
        None | Some(..0) => Verdict::Died { how: status.to_string(), said: aside },
        Some(0) if all && passed == tests && tests > 0 => Verdict::Solved { tests },
        Some(0) if all => Verdict::NotAllRan { ran: passed, tests },
        // What libtest itself answers when a test has failed.
        Some(101) if failed > 0 => {
            let failures = libtest::failures(&output, log, report);
            Verdict::Rejected { passed, tests, failures, aside }
        }
        Some(code) => Verdict::LeftEarly { code },
    })
}

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

#[cfg(all(test, unix))]
mod tests {
    use super::{Verdict, judge};
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
    const LOG: &str = "ok a\nok b\n";

    #[track_caller]
    fn check(output: &str, log: &str, code: i32, expected: &Verdict) {
        let run = Finished {
            end: End::Exited(ExitStatus::from_raw(code << 8)),
            output: output.into(),
            errors: "".into(),
        };
        let verdict = judge(&run, log, &Report::default(), Duration::from_secs(1));
        assert_eq!(verdict.as_ref(), Some(expected));
    }

    #[test]
    fn solved_needs_every_test_in_the_log_and_the_exit_status() {
        check(ALL_OK, LOG, 0, &Verdict::Solved { tests: 2 });
        check(ALL_OK, LOG, 3, &Verdict::LeftEarly { code: 3 });
        check(ALL_OK, "ok a\n", 0, &Verdict::LeftEarly { code: 0 });
        let not_all = Verdict::NotAllRan { ran: 1, tests: 2 };
        check(ALL_OK, "ok a\nignored b\n", 0, &not_all);
    }

    #[test]
    fn what_is_said_between_the_lines_changes_nothing() {
        let talkative = ALL_OK.replace("a ... ok", "a ... me, too\nok");
        let talkative = talkative.replace("test result", "te hm st result");
        check(&talkative, LOG, 0, &Verdict::Solved { tests: 2 });
    }

    #[test]
    fn no_test_is_not_solved() {
        let none = "\nrunning 0 tests\n\ntest result: ok. 0 passed; 0 failed\n";
        check(none, "", 0, &Verdict::NotAllRan { ran: 0, tests: 0 });
    }

    #[test]
    fn a_test_that_is_ok_twice_is_one() {
        check(ALL_OK, "ok a\nok a\n", 0, &Verdict::LeftEarly { code: 0 });
    }
}
