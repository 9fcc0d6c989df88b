//! A verdict for people, as text with colors.
//!
//! First what is true, then why, then what to do next; never the solution.

mod explanation;
mod failures;
pub(crate) mod paragraph;

pub(crate) use explanation::explanation;

use crate::{
    grading::graded::Graded,
    process::MEMORY,
    terminal::style::{BOLD, DIM, GREEN, RED, indented},
    verdict::Verdict,
};

/// The verdict on one exercise, with all that explains it, in paragraphs of this width.
pub(crate) fn verdict(graded: &Graded, width: usize) -> String {
    under(headline(graded), graded, width)
}

/// The same, without the exercise's name.
pub(crate) fn verdict_without_name(graded: &Graded, width: usize) -> String {
    let verdict = &graded.verdict;
    under(format!("{} {}", mark(verdict), summary(verdict)), graded, width)
}

/// A verdict on a text that is no longer there: with little color and without a mark, so
/// that it looks different from the one that is being made. `when` it was true.
pub(crate) fn former_verdict(graded: &Graded, when: &str, width: usize) -> String {
    let headline = format!("… {} ({when})", summary(&graded.verdict));
    let text = under(headline, graded, width);
    let dimmed = console::strip_ansi_codes(&text)
        .lines()
        .map(|line| format!("{DIM}{line}{DIM:#}"))
        .collect::<Vec<_>>();
    dimmed.join("\n")
}

fn under(headline: String, graded: &Graded, width: usize) -> String {
    let mut parts = vec![headline];
    if graded.is_solved() {
        parts.extend(graded.picture.as_deref().map(|it| indented(it, "  ")));
        return parts.join("\n\n");
    }
    parts[0] += &format!("\n  {DIM}{}{DIM:#}", graded.file().display());
    let why = explanation(graded, width);
    parts.extend(why.iter().map(|it| indented(it, "  ")));
    parts.join("\n\n")
}

/// Mark, name, and the verdict in a few words.
pub(crate) fn headline(graded: &Graded) -> String {
    let (exercise, verdict) = (&graded.exercise, &graded.verdict);
    let name = format!("{} / {}", exercise.lesson(), exercise.name);
    format!("{} {BOLD}{name:<45}{BOLD:#} {}", mark(verdict), summary(verdict))
}

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
