//! Explains why an exercise is not solved.

use super::{
    failures,
    paragraph::{few, misconception},
    warnings,
};
use crate::{
    grading::graded::Graded,
    terminal::style::DIM,
    verdict::{Failure, State, Verdict},
};

/// The explanation in parts, with paragraphs of this width.
pub(crate) fn explanation(graded: &Graded, width: usize) -> Vec<String> {
    parts(graded, width, false)
}

/// The same for a learner: an untouched file gets no misconceptions, because it says
/// nothing yet about what the learner thinks.
pub(super) fn for_learner(graded: &Graded, width: usize) -> Vec<String> {
    let withholds = withholds(graded);
    let mut parts = parts(graded, width, withholds);
    parts.extend(withholds.then(|| WITHHELD.to_owned()));
    parts
}

/// True if misconceptions should be withheld until the learner's first attempt.
pub(super) fn withholds(graded: &Graded) -> bool {
    graded.is_untouched && !graded.verdict.misconceptions().is_empty()
}

pub(super) const WITHHELD: &str =
    "This file is unchanged. Once you edit it, you'll get an explanation, too.";

/// Warnings that explain the verdict come first, except that errors come before all
/// warnings. The other warnings come after the failed tests.
fn parts(graded: &Graded, width: usize, withholds: bool) -> Vec<String> {
    let first = warnings::explained(graded, width, false);
    let reason = reason(graded, width, withholds);
    let others = warnings::others(graded);
    match &graded.verdict {
        Verdict::DoesNotCompile { .. } => [reason, first, others].concat(),
        Verdict::TestsFailed { failures, aside, .. } => {
            let beside = beside_failures(failures, aside, graded);
            [first, reason, others, beside].concat()
        }
        _ => [first, reason, others].concat(),
    }
}

/// The reason for the verdict.
fn reason(graded: &Graded, width: usize, withholds: bool) -> Vec<String> {
    let name = &graded.exercise.name;
    match &graded.verdict {
        Verdict::Solved { .. } => Vec::new(),
        Verdict::DoesNotCompile { errors, misconception: slug } => {
            let mut parts: Vec<_> = errors.iter().map(|it| it.text.clone()).collect();
            let slug = slug.as_deref().filter(|_| !withholds);
            parts.extend(slug.map(|slug| {
                misconception(slug, graded.misconception(slug), width)
            }));
            parts
        }
        Verdict::CompilerGaveUp { how } => vec![format!(
            "The compiler found no error in this file, but built no program: {how}.\n\
             Typical causes: a constant or a type whose evaluation never ends, or a macro\n\
             that expands endlessly. Comment out one of them and try again."
        )],
        Verdict::NotAllowed { why } => vec![why.clone()],
        Verdict::TestsFailed { failures, .. } => {
            failures::all(failures, graded, width, withholds)
        }
        Verdict::ExitedEarly { code } => vec![format!(
            "The program exited with code {code} before its tests ended. Does your code end\n\
             the process? Return an answer instead."
        )],
        Verdict::Crashed { how, said } => vec![crash(how, said)],
        Verdict::MemoryLimit => vec![
            "Something keeps growing. Typical causes: a collection that a loop keeps filling, or\n\
             a loop that keeps spawning tasks."
                .to_owned(),
        ],
        Verdict::TimedOut { tests, state, .. } => vec![timeout(tests, *state)],
        Verdict::OutputLimit { first, .. } if first.is_empty() => {
            vec!["A loop may be printing endlessly. It printed only empty lines."
                .to_owned()]
        }
        Verdict::OutputLimit { first, last } => {
            let mut lines = first.clone();
            lines.push("… (the rest is not shown)".to_owned());
            lines.extend(last.clone());
            vec![
                "A loop may be printing endlessly. This is how the output begins and ends:".to_owned(),
                lines.join("\n"),
            ]
        }
        Verdict::NotAllRan { .. } => vec![
            "Every test of the check must run. None may be ignored or removed."
                .to_owned(),
        ],
        Verdict::Tampered { file, .. } => vec![format!(
            "{} was changed, so the exercise\ncan't be graded. To restore it: cargo xtask reset \
             --check {name}",
            file.display()
        )],
        Verdict::Unreadable { why } => vec![why.clone()],
    }
}

/// The parts to print below the failures.
pub(super) fn beside_failures(
    failures: &[Failure],
    aside: &str,
    graded: &Graded,
) -> Vec<String> {
    let mut parts = Vec::new();
    if !aside.is_empty() {
        parts.push(format!("Printed outside the tests:\n{}", few(aside)));
    }
    parts.extend(own_failures(graded));
    // A single seed reproduces all the failures, because each process has only one.
    if let Some(seed) = failures.iter().find_map(|it| it.seed) {
        let mine = graded.submitted.is_none();
        let again = again(&graded.exercise.name, seed, mine);
        parts.push(format!("{DIM}{again}{DIM:#}"));
    }
    parts
}

/// A sentence about the learner's own tests that did not pass, if there are any.
pub(super) fn own_failures(graded: &Graded) -> Option<String> {
    let names = graded.own_failures.iter().map(|it| format!("`{it}`"));
    let names = Vec::from_iter(names).join(", ");
    let is_one = graded.own_failures.len() == 1;
    let own = if is_one {
        "One of your own tests fails"
    } else {
        "Some of your own tests fail"
    };
    (!names.is_empty())
        .then(|| format!("{own}: {names}. This doesn't affect the verdict."))
}

fn crash(how: &str, said: &str) -> String {
    let mut why = format!(
        "The system ended the program ({how}): {}.",
        match said.contains("has overflowed its stack") {
            true => "its stack overflowed, usually by endless recursion",
            false => "it aborted, or performed an illegal operation",
        }
    );
    if !said.is_empty() {
        why.push_str(&format!("\nIt printed:\n{}", few(said)));
    }
    why
}

fn timeout(tests: &[String], state: State) -> String {
    let tests = tests.join(", ");
    let why = match state {
        State::Asleep => {
            "The thread was blocked, waiting for something that never happened or took too\n\
             long. Typical causes: a lock that is never released, joining a thread that never\n\
             ends, `block_on`, or many calls to `std::thread::sleep`. The exercise's clock\n\
             does not advance while a thread is blocked."
        }
        State::Spinning => {
            "The thread was busy the whole time. Typical causes: a loop that never ends, or\n\
             one that keeps checking instead of waiting."
        }
        State::Unknown => {
            "Typical causes: a loop that never ends or never awaits, or a thread that is\n\
             blocked forever."
        }
    };
    format!("Not finished: {tests}.\n{why}")
}

/// How to get the same random numbers again. The command works only in a Unix shell,
/// and only for the learner's own file.
fn again(name: &str, seed: u64, mine: bool) -> String {
    let variable = protocol::env::SEED;
    match mine && cfg!(unix) {
        true => {
            format!("To repeat this run: {variable}={seed} cargo xtask check {name}")
        }
        false => format!("Set {variable}={seed} to repeat this run."),
    }
}
