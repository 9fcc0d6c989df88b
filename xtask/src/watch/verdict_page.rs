//! The page of an exercise: its verdict, or its task as long as that says more.

use super::{state::State, wrap::rows};
use crate::{
    course::Exercise,
    grading::graded::Graded,
    render::{human, markdown::with_bold},
    terminal::style::{BOLD, DIM},
};

/// Longer lines are hard to read.
const READABLE: usize = 84;

/// The page.
pub(super) fn text(state: &State<'_>) -> String {
    if !state.is_decided() {
        return "Looking at what you have solved…\n\n\
                The first time the exercises are built: some seconds, and only once."
            .to_owned();
    }
    let exercise = state.exercise();
    let known = &state.known[state.current()];
    if let Some(task) = &known.task {
        let task = rows(&with_bold(task), state.columns.min(READABLE)).join("\n");
        return match known.is_untouched {
            true => self::task(exercise, &task) + &as_given(state),
            false => task_of_begun(exercise, &task),
        };
    }
    let Some(graded) = &known.graded else {
        return format!("{DIM}{}{DIM:#}", exercise.file().display());
    };
    let text = bare_verdict(state, graded);
    if state.is_former().is_some() {
        return text;
    }
    let ways_on = match graded.is_solved() {
        true => ways_on(state),
        false => "Edit and save; h: a hint".to_owned(),
    };
    format!("{text}\n\n  {ways_on}")
}

fn bare_verdict(state: &State<'_>, graded: &Graded) -> String {
    match state.is_former() {
        Some(when) => human::former_verdict(graded, when, state.width()),
        None => human::verdict_without_name(graded, state.width()),
    }
}

/// Where one may go from an exercise that is solved.
fn ways_on(state: &State<'_>) -> String {
    let next = match state.next() {
        None => "All are solved.".to_owned(),
        Some(next) => {
            // `n` goes through the list, whatever is solved of it.
            let is_behind = next == state.current() + 1;
            let key = if is_behind { "n" } else { "Enter" };
            format!("{key}: on to {}", state.known[next].exercise.name)
        }
    };
    format!("{next}\n  s: how the course solves it   d: how yours differs")
}

/// An exercise that waits to be begun.
fn task(exercise: &Exercise, task: &str) -> String {
    let (title, page) = (exercise.title(), exercise.readme());
    let (page, file) = (page.display(), exercise.file());
    format!(
        "{BOLD}{title}{BOLD:#}\n\n{task}\n\n\
         {BOLD}Now{BOLD:#} open {BOLD}{}{BOLD:#} in your editor, write, and save.\n\
         Its lesson: {page}; r runs the story.",
        file.display()
    )
}

/// What the given file does, if the task is about that. In an exercise to predict or to
/// build, it says nothing.
fn as_given(state: &State<'_>) -> String {
    let header = state.exercise().header.as_ref();
    let is_told = header.is_some_and(|it| it.kind.is_about_given_file());
    match &state.known[state.current()].graded {
        Some(graded) if is_told => {
            let verdict = bare_verdict(state, graded);
            format!("\n\n{BOLD}As it is given:{BOLD:#}\n\n{verdict}")
        }
        _ => String::new(),
    }
}

/// An exercise whose first verdict is still to come.
fn task_of_begun(exercise: &Exercise, task: &str) -> String {
    let (title, file) = (exercise.title(), exercise.file());
    format!(
        "{BOLD}{title}{BOLD:#}\n\n{task}\n\n\
         What you wrote in {} is being checked.",
        file.display()
    )
}
