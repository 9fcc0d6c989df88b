//! `cargo xtask check`: grades exercises and says what is true of each.

use crate::{
    build::Target,
    course::{Course, Exercise},
    grade,
    message::{BOLD, DIM, GREEN, Problem, RED, indented},
    renew::renew,
    say,
    verdict::{Failure, Verdict, learners_path},
};
use std::time::Duration;

/// Grades the named exercises, or all; whether all of them are solved.
pub(crate) fn run(
    course: &Course,
    names: &[String],
    limit: Duration,
) -> Result<bool, Problem> {
    let exercises = course.select(names)?;
    let verdicts = verdicts(course, &exercises, limit)?;
    for (exercise, verdict) in exercises.iter().zip(&verdicts) {
        show(exercise, verdict);
    }
    let solved = verdicts.iter().filter(|it| is_solved(it)).count();
    if exercises.len() > 1 {
        say!("\n{solved} of {} solved", exercises.len());
    }
    let all = solved == exercises.len();
    if all {
        say!("\n  next: cargo xtask");
    }
    Ok(all)
}

/// The verdicts on the learner's own files.
pub(crate) fn verdicts(
    course: &Course,
    exercises: &[&Exercise],
    limit: Duration,
) -> Result<Vec<Verdict>, Problem> {
    renew(course, exercises);
    let targets: Vec<_> = exercises.iter().map(|it| target(it)).collect();
    grade::grade(&course.root, &course.target, &targets, limit)
}

fn target(exercise: &Exercise) -> Target {
    Target { package: exercise.package.clone(), test: exercise.name.clone() }
}

pub(crate) fn is_solved(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Solved { .. })
}

fn show(exercise: &Exercise, verdict: &Verdict) {
    let (mark, style) =
        if is_solved(verdict) { ("✔", GREEN) } else { ("✗", RED) };
    let name = format!("{} / {}", exercise.lesson(), exercise.name);
    say!("\n{style}{mark}{style:#} {BOLD}{name:<45}{BOLD:#} {}", summary(verdict));
    if is_solved(verdict) {
        return;
    }
    say!("  {DIM}{}{DIM:#}", exercise.file().display());
    for part in explanation(verdict) {
        say!("\n{}", indented(&part, "  "));
    }
    say!("\n  next: cargo xtask hint {}", exercise.name);
}

/// The verdict in a few words.
fn summary(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Solved { tests } => format!("{tests} of {tests} checks pass"),
        Verdict::Refused { .. } => "does not compile".to_owned(),
        Verdict::Rejected { passed, tests, .. } => {
            format!("{passed} of {tests} checks pass")
        }
        Verdict::LeftEarly { .. } => "left before its checks had ended".to_owned(),
        Verdict::Died { .. } => "died".to_owned(),
        Verdict::Hangs { after, .. } => {
            format!("hangs: stopped after {} s", after.as_secs())
        }
        Verdict::Floods => "floods: stopped after 1 MiB of output".to_owned(),
        Verdict::NotAllRan { ran, tests } => {
            format!("only {ran} of {tests} checks ran")
        }
    }
}

/// Why it is not solved, in parts.
fn explanation(verdict: &Verdict) -> Vec<String> {
    match verdict {
        Verdict::Solved { .. } => Vec::new(),
        Verdict::Refused { rendered, .. } => {
            rendered.iter().map(|it| learners_path(it.trim_end())).collect()
        }
        Verdict::Rejected { failures, .. } => {
            // What several checks say alike is said once.
            let alike = failures.chunk_by(|a, b| a.text == b.text);
            alike.map(failed).collect()
        }
        Verdict::LeftEarly { code } => vec![format!(
            "The program ended with exit code {code} before its checks had. Does your code \
             end the process?\nAn answer has to be returned, not left with."
        )],
        Verdict::Died { how, said } => vec![format!(
            "The system ended the program ({how}): an abort, a stack overflow, or a kill.\n{said}"
        )],
        Verdict::Hangs { tests, .. } => vec![format!(
            "Still running when its time was up: {}.\nA loop that never ends or never \
             awaits, or a thread that blocks for good, looks like this.",
            tests.join(", ")
        )],
        Verdict::Floods => {
            vec!["Does a loop print without end? What it wrote is not shown.".to_owned()]
        }
        Verdict::NotAllRan { .. } => vec![
            "Every test of the check has to run, and none may be ignored or taken out.".to_owned(),
        ],
    }
}

fn failed(alike: &[Failure]) -> String {
    let names: Vec<_> = alike.iter().map(|it| it.test.as_str()).collect();
    let text = alike.first().map_or("", |it| &it.text);
    format!("{BOLD}{}{BOLD:#}\n{}", names.join("\n"), indented(text, "  "))
}
