//! A verdict in one line.

use crate::{
    grading::graded::Graded,
    process::MEMORY,
    terminal::style::{BOLD, GREEN, RED},
    verdict::Verdict,
};

/// The mark, the name, and the verdict in a few words.
pub(super) fn headline(graded: &Graded) -> String {
    let (exercise, verdict) = (&graded.exercise, &graded.verdict);
    let name = format!("{} / {}", exercise.lesson(), exercise.name);
    format!("{} {BOLD}{name:<45}{BOLD:#} {}", mark(verdict), summary(verdict))
}

/// The mark and the verdict, without the exercise's name.
pub(super) fn without_name(verdict: &Verdict) -> String {
    format!("{} {}", mark(verdict), summary(verdict))
}

/// `✔` or `✗`.
fn mark(verdict: &Verdict) -> String {
    match verdict.is_solved() {
        true => format!("{GREEN}✔{GREEN:#}"),
        false => format!("{RED}✗{RED:#}"),
    }
}

/// The verdict in a few words.
pub(crate) fn summary(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Solved { tests } => format!("{tests} of {tests} tests pass"),
        Verdict::DoesNotCompile { .. } => "does not compile".to_owned(),
        Verdict::CompilerGaveUp { .. } => "the compiler gave up".to_owned(),
        Verdict::NotAllowed { .. } => "is not allowed".to_owned(),
        Verdict::TestsFailed { passed, tests, .. } => {
            format!("{passed} of {tests} tests pass")
        }
        Verdict::ExitedEarly { .. } => "exited before its tests ended".to_owned(),
        Verdict::Crashed { .. } => "crashed".to_owned(),
        Verdict::MemoryLimit => {
            format!("asked for more than {} MiB of memory", MEMORY >> 20)
        }
        Verdict::TimedOut { after, .. } => {
            format!("timed out after {} s", after.as_secs())
        }
        Verdict::OutputLimit { .. } => {
            "printed more than 1 MiB of output".to_owned()
        }
        Verdict::NotAllRan { ran, tests } => {
            format!("only {ran} of {tests} tests ran")
        }
        Verdict::Tampered { file, missing } => {
            let is_programs =
                file.parent().is_some_and(|folder| folder.ends_with("programs"));
            let what = match (is_programs, missing) {
                (false, false) => "its check was edited",
                (false, true) => "its check is gone",
                (true, false) => "the programs of its check were edited",
                (true, true) => "the programs of its check are gone",
            };
            what.to_owned()
        }
        Verdict::Unreadable { .. } => "can't be graded".to_owned(),
    }
}
