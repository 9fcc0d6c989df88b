//! A verdict for people, as text with colors.
//!
//! First what is true, then why, then what to do next; never the solution.

mod rejected;

use crate::{
    course::Exercise,
    grade::Graded,
    message::{BOLD, DIM, GREEN, RED, indented},
    process::MEMORY,
    verdict::{State, Verdict},
};

/// The verdict on one exercise, with all that explains it.
pub(crate) fn verdict(exercise: &Exercise, graded: &Graded) -> String {
    let headline = headline(exercise, &graded.verdict);
    under(headline, exercise, graded)
}

/// The same where its name stands elsewhere already.
pub(crate) fn verdict_without_name(exercise: &Exercise, graded: &Graded) -> String {
    let verdict = &graded.verdict;
    under(format!("{} {}", mark(verdict), summary(verdict)), exercise, graded)
}

/// A verdict on a text that is no longer there: with little color and without a mark, so
/// that nobody takes it for the one that is being made. `when` it was true.
pub(crate) fn former_verdict(
    exercise: &Exercise,
    graded: &Graded,
    when: &str,
) -> String {
    let headline = format!("… {} ({when})", summary(&graded.verdict));
    let text = under(headline, exercise, graded);
    let dimmed = console::strip_ansi_codes(&text)
        .lines()
        .map(|line| format!("{DIM}{line}{DIM:#}"))
        .collect::<Vec<_>>();
    dimmed.join("\n")
}

fn under(headline: String, exercise: &Exercise, graded: &Graded) -> String {
    let mut parts = vec![headline];
    if graded.verdict.is_solved() {
        parts.extend(graded.picture.as_deref().map(|it| indented(it, "  ")));
        return parts.join("\n\n");
    }
    let file = graded.file(exercise);
    parts[0] += &format!("\n  {DIM}{}{DIM:#}", file.display());
    let why = explanation(exercise, graded);
    parts.extend(why.iter().map(|it| indented(it, "  ")));
    parts.join("\n\n")
}

/// Mark, name, and the verdict in a few words.
pub(crate) fn headline(exercise: &Exercise, verdict: &Verdict) -> String {
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
        Verdict::Solved { tests } => format!("{tests} of {tests} checks pass"),
        Verdict::Refused { .. } => "does not compile".to_owned(),
        Verdict::Rejected { passed, tests, .. } => {
            format!("{passed} of {tests} checks pass")
        }
        Verdict::LeftEarly { .. } => "left before its checks had ended".to_owned(),
        Verdict::Died { .. } => "died".to_owned(),
        Verdict::OutOfMemory => {
            format!("wanted more than {} MiB of memory", MEMORY >> 20)
        }
        Verdict::Hangs { after, .. } => {
            format!("hangs: stopped after {} s", after.as_secs())
        }
        Verdict::Floods { .. } => "floods: stopped after 1 MiB of output".to_owned(),
        Verdict::NotAllRan { ran, tests } => {
            format!("only {ran} of {tests} checks ran")
        }
        Verdict::CheckEdited { gone: false } => "its check was edited".to_owned(),
        Verdict::CheckEdited { gone: true } => "its check is gone".to_owned(),
        Verdict::Unreadable { .. } => "cannot be graded".to_owned(),
    }
}

/// Why it is not solved, in parts.
pub(crate) fn explanation(exercise: &Exercise, graded: &Graded) -> Vec<String> {
    let name = &exercise.name;
    match &graded.verdict {
        Verdict::Solved { .. } => Vec::new(),
        Verdict::Refused { errors, belief } => {
            let mut parts: Vec<_> = errors.iter().map(|it| it.text.clone()).collect();
            parts.extend(belief.as_ref().map(|it| {
                let (slug, taught_in) = (&it.slug, &it.taught_in);
                let (belief, fact) = (wrapped(&it.belief), wrapped(&it.fact));
                format!(
                    "This is what comes of the belief ({slug}):\n{belief}\nBut:\n{fact}\n\
                     Taught in {taught_in}"
                )
            }));
            parts
        }
        Verdict::Rejected { failures, aside, .. } => {
            let mut parts = rejected::all(failures);
            if !aside.is_empty() {
                parts.push(format!("Said beside the checks:\n{}", few(aside)));
            }
            // The first one's repeats all of them: a process has one seed.
            if let Some(seed) = failures.iter().find_map(|it| it.seed) {
                let mine = graded.from.is_none();
                parts.push(format!("{DIM}{}{DIM:#}", again(name, seed, mine)));
            }
            parts
        }
        Verdict::LeftEarly { code } => vec![format!(
            "The program ended with exit code {code} before its checks had. Does your \
             code\nend the process? An answer has to be returned, not left with."
        )],
        Verdict::Died { how, said } => {
            let mut why = format!(
                "The system ended the program ({how}): {}.",
                match said.contains("has overflowed its stack") {
                    true => "a call that calls itself without end used up its stack",
                    false => "it aborted, or did what no program may",
                }
            );
            if !said.is_empty() {
                why.push_str(&format!("\nIt said:\n{}", few(said)));
            }
            vec![why]
        }
        Verdict::OutOfMemory => vec![
            "Something grows without end: a collection that is filled in a loop, or a \
             loop\nthat starts more and more."
                .to_owned(),
        ],
        Verdict::Hangs { tests, state, .. } => vec![hang(tests, *state)],
        Verdict::Floods { first, .. } if first.is_empty() => {
            vec!["Does a loop print without end? It printed nothing but empty lines."
                .to_owned()]
        }
        Verdict::Floods { first, last } => {
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
        Verdict::CheckEdited { .. } => vec![format!(
            "{} is not the one that the course\ncame with, and only that one can tell \
             whether the exercise is solved.\nTo bring it back: cargo xtask reset \
             --check {name}",
            exercise.check().display()
        )],
        Verdict::Unreadable { why } => vec![why.clone()],
    }
}

fn hang(tests: &[String], state: State) -> String {
    let (count, tests) = (tests.len(), tests.join(", "));
    let hung = match count {
        1 => format!("{tests} did not come to its end"),
        _ => format!("These did not come to their end: {tests}"),
    };
    let why = match state {
        State::Asleep => {
            "It slept: it waits for something that nobody will do, or for too long. A lock\n\
             that is never released, a thread that is joined and never ends, a `block_on`,\n\
             and many sleeps of the standard library look like this: the clock of an\n\
             exercise stands still while a thread is blocked."
        }
        State::Spinning => {
            "It was busy all the time: it spins. A loop that never ends, or one that asks\n\
             again and again instead of waiting, looks like this."
        }
        State::Unknown => {
            "A loop that never ends or never awaits, or a thread that blocks for good,\n\
             looks like this."
        }
    };
    format!("{hung}.\n{why}")
}

/// How the same numbers are drawn once more. The line for a shell is a Unix shell's, and
/// about the learner's own file.
fn again(name: &str, seed: u64, mine: bool) -> String {
    match mine && cfg!(unix) {
        true => {
            format!("To repeat this run: PROBE_SEED={seed} cargo xtask check {name}")
        }
        false => format!("Set PROBE_SEED={seed} to repeat this run."),
    }
}

/// The first lines of what may be long.
fn few(text: &str) -> String {
    const LINES: usize = 12;
    let count = text.lines().count();
    let mut lines: Vec<_> = text.lines().take(LINES).map(str::to_owned).collect();
    if count > LINES {
        lines.push(format!("… ({} more lines)", count - LINES));
    }
    lines.join("\n")
}

/// Lines of at most 72 columns, moved a little to the right.
fn wrapped(text: &str) -> String {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is a first one");
        if !line.is_empty() && line.chars().count() + word.chars().count() >= 70 {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    indented(&lines.join("\n"), "  ")
}
