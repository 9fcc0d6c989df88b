//! The grader: builds test targets, runs what was built side by side, and judges each.

use crate::{
    build::{self, Built, Target},
    message::Problem,
    process,
    verdict::{self, Verdict},
};
use std::{io, path::Path, process::Command, sync::Mutex, thread, time::Duration};

/// Grades `targets` of the workspace in `folder`; the verdicts come in their order.
///
/// # Errors
///
/// If there can be no verdict: cargo or the machine fails.
pub(crate) fn grade(
    folder: &Path,
    into: &Path,
    targets: &[Target],
    limit: Duration,
) -> Result<Vec<Verdict>, Problem> {
    let mut built = build::build(folder, into, targets)?;
    let work: Vec<_> = (targets.iter())
        .map(|target| {
            built.remove(&target.test).expect("build answers for each target")
        })
        .collect();
    let verdicts: Mutex<Vec<Option<io::Result<Verdict>>>> =
        Mutex::new(work.iter().map(|_| None).collect());
    let next = Mutex::new(work.into_iter().enumerate());
    let hands = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..hands {
            scope.spawn(|| {
                loop {
                    let Some((index, built)) = next.lock().expect(NO_PANIC).next()
                    else {
                        break;
                    };
                    let verdict = one(built, limit);
                    verdicts.lock().expect(NO_PANIC)[index] = Some(verdict);
                }
            });
        }
    });
    let verdicts = verdicts.into_inner().expect(NO_PANIC);
    let verdicts =
        verdicts.into_iter().map(|it| it.expect("every target had its turn"));
    let verdicts: io::Result<Vec<_>> = verdicts.collect();
    verdicts.map_err(|error| Problem::new("a check cannot be run", error))
}

const NO_PANIC: &str = "nobody panics while holding it";

fn one(built: Built, limit: Duration) -> io::Result<Verdict> {
    let program = match built {
        Built::Refused { rendered, codes } => {
            return Ok(Verdict::Refused { rendered, codes });
        }
        Built::Program(program) => program,
    };
    // Listing runs none of the learner's code, so nothing but a broken machine hinders it.
    let mut list = Command::new(&program);
    list.args(["--list", "--format", "terse"]);
    let tests = verdict::listed(&process::run(list, limit)?.output);
    let mut run = Command::new(&program);
    // With one thread, libtest says a test's name before it runs, and output that is not
    // captured tears the line apart.
    run.args(["--color", "never", "--test-threads", "2"]).env("RUST_BACKTRACE", "0");
    // Inherited wishes about tests are for other tests.
    for wish in ["RUST_TEST_THREADS", "RUST_TEST_NOCAPTURE", "RUST_TEST_SHUFFLE"] {
        run.env_remove(wish);
    }
    Ok(verdict::judge(&tests, &process::run(run, limit)?, limit))
}
