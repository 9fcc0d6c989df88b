//! Why an exercise is not solved.

use super::{
    failures,
    paragraph::{few, misconception},
};
use crate::{
    grading::graded::Graded,
    terminal::style::DIM,
    verdict::{State, Verdict},
};

/// Why it is not solved, in parts, in paragraphs of this width.
pub(crate) fn explanation(graded: &Graded, width: usize) -> Vec<String> {
    let name = &graded.exercise.name;
    match &graded.verdict {
        Verdict::Solved { .. } => Vec::new(),
        Verdict::DoesNotCompile { errors, misconception: slug } => {
            let mut parts: Vec<_> = errors.iter().map(|it| it.text.clone()).collect();
            parts.extend(slug.as_deref().map(|slug| {
                misconception(slug, graded.misconception(slug), width)
            }));
            parts
        }
        Verdict::TestsFailed { failures, aside, .. } => {
            let mut parts = failures::all(failures, graded, width);
            if !aside.is_empty() {
                parts.push(format!("Printed beside the checks:\n{}", few(aside)));
            }
            // The first one repeats all of them: a process has one seed.
            if let Some(seed) = failures.iter().find_map(|it| it.seed) {
                let mine = graded.submitted.is_none();
                parts.push(format!("{DIM}{}{DIM:#}", again(name, seed, mine)));
            }
            parts
        }
        Verdict::ExitedEarly { code } => vec![format!(
            "The program ended with exit code {code} before its checks had. Does your \
             code\nend the process? An answer has to be returned, not left with."
        )],
        Verdict::Crashed { how, said } => vec![crash(how, said)],
        Verdict::MemoryLimit => vec![
            "Something grows without end: a collection that is filled in a loop, or a \
             loop\nthat starts more and more."
                .to_owned(),
        ],
        Verdict::TimedOut { tests, state, .. } => vec![timeout(tests, *state)],
        Verdict::OutputLimit { first, .. } if first.is_empty() => {
            vec!["Does a loop print without end? It printed nothing but empty lines."
                .to_owned()]
        }
        Verdict::OutputLimit { first, last } => {
            let mut lines = first.clone();
            lines.push("… (the rest is not shown)".to_owned());
            lines.extend(last.clone());
            vec![
                "Does a loop print without end? It began and ended like this:".to_owned(),
                lines.join("\n"),
            ]
        }
        Verdict::NotAllRan { .. } => vec![
            "Every test of the check has to run, and none may be ignored or taken out."
                .to_owned(),
        ],
        Verdict::Tampered { file, .. } => vec![format!(
            "{} is not the one that the course\ncame with, and only that one can tell \
             whether the exercise is solved.\nTo bring it back: cargo xtask reset \
             --check {name}",
            file.display()
        )],
        Verdict::Unreadable { why } => vec![why.clone()],
    }
}

fn crash(how: &str, said: &str) -> String {
    let mut why = format!(
        "The system ended the program ({how}): {}.",
        match said.contains("has overflowed its stack") {
            true => "a call that calls itself without end used up its stack",
            false => "it aborted, or did what no program may",
        }
    );
    if !said.is_empty() {
        why.push_str(&format!("\nIt printed:\n{}", few(said)));
    }
    why
}

fn timeout(tests: &[String], state: State) -> String {
    let (count, tests) = (tests.len(), tests.join(", "));
    let unfinished = match count {
        1 => format!("{tests} did not come to its end"),
        _ => format!("These did not come to their end: {tests}"),
    };
    let why = match state {
        State::Asleep => {
            "It was blocked, waiting for something that never happened or took too long.\n\
             A lock that is never released, a thread that is joined and never ends, a\n\
             `block_on`, and many sleeps of the standard library look like this: the\n\
             clock of an exercise does not move while a thread is blocked."
        }
        State::Spinning => {
            "It was busy all the time: it spins. A loop that never ends, or one that asks\n\
             again and again instead of waiting, looks like this."
        }
        State::Unknown => {
            "A loop that never ends or never awaits, or a thread that blocks forever,\n\
             looks like this."
        }
    };
    format!("{unfinished}.\n{why}")
}

/// How the same numbers are drawn once more. The line for a shell is a Unix shell's, and
/// about the learner's own file.
fn again(name: &str, seed: u64, mine: bool) -> String {
    let variable = protocol::env::SEED;
    match mine && cfg!(unix) {
        true => {
            format!("To repeat this run: {variable}={seed} cargo xtask check {name}")
        }
        false => format!("Set {variable}={seed} to repeat this run."),
    }
}
