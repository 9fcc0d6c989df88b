//! The page of an exercise: its verdict, or its task while there is no verdict to show.

use super::{state::State, wrap::rows};
use crate::{
    course::Exercise,
    grading::graded::Graded,
    render::{
        human::{Layout, OnScreen, former},
        markdown::for_terminal,
    },
    terminal::style::{BOLD, DIM},
    verdict::Verdict,
};

/// The longest line that is easy to read.
const READABLE: usize = 84;

/// The page as text.
pub(super) fn text(state: &State<'_>) -> String {
    if !state.is_decided() {
        return "Looking at what you have solved…\n\n\
                The first time the exercises are built: some seconds, and only once."
            .to_owned();
    }
    let exercise = state.exercise();
    let known = &state.known[state.current()];
    if let Some(task) = &known.task {
        let task = rows(&for_terminal(task), state.columns.min(READABLE)).join("\n");
        return match known.is_untouched {
            true => self::task(exercise, &task) + &as_given(state),
            false => task_of_begun(exercise, &task),
        };
    }
    let Some(graded) = &known.graded else {
        return format!("{DIM}{}{DIM:#}", exercise.file().display());
    };
    let keys = match (state.is_former(), graded.is_solved()) {
        (Some(_), _) => return verdict(state, graded, state.room),
        (None, true) => ways_on(state),
        (None, false) => ways_to_solve(state, graded),
    };
    let text = verdict(state, graded, state.room);
    match text.split_once("\n\n") {
        // The next step comes before the pictures, which may fill the screen.
        Some((headline, pictures)) if graded.is_solved() => {
            format!("{headline}\n\n  {keys}\n\n{pictures}")
        }
        _ => format!("{text}\n\n  {keys}"),
    }
}

/// The verdict in the roomiest layout whose first failure fits `room` rows.
fn verdict(state: &State<'_>, graded: &Graded, room: usize) -> String {
    let width = state.width();
    let fits = |it: &OnScreen| rows(&it.first, state.columns).len() <= room;
    let layout = |layout| OnScreen::new(graded, layout, width);
    let fitting = || Layout::ALL.into_iter().map(layout).find(fits);
    let parts = match state.shows_all {
        true => OnScreen::all(graded, width),
        false => fitting().unwrap_or_else(|| layout(Layout::PictureLast)),
    };
    let OnScreen { first, rest } = parts;
    let gap = if rest.is_empty() { "" } else { "\n\n" };
    let text = format!("{first}{gap}{rest}");
    match state.is_former() {
        Some(when) => former(&text, when),
        None => text,
    }
}

/// What the learner can do about an unsolved exercise.
fn ways_to_solve(state: &State<'_>, graded: &Graded) -> String {
    let mut ways = "Edit and save   h: a hint".to_owned();
    if let Verdict::TestsFailed { failures, .. } = &graded.verdict
        && failures.len() > 1
    {
        ways.push_str(&match state.shows_all {
            true => "   a: the first failure alone".to_owned(),
            false => format!("   a: all {} failures", failures.len()),
        });
    }
    ways
}

/// Where the learner can go from a solved exercise.
fn ways_on(state: &State<'_>) -> String {
    let next = match state.next() {
        None => "All are solved.".to_owned(),
        Some(next) => {
            // `n` goes to the next in the list, solved or not.
            let is_behind = next == state.current() + 1;
            let key = if is_behind { "n" } else { "Enter" };
            format!("{key}: on to {}", state.known[next].exercise.name)
        }
    };
    format!("{next}\n  s: how the course solves it   d: how yours differs")
}

/// The page of an untouched exercise.
fn task(exercise: &Exercise, task: &str) -> String {
    let (title, page) = (exercise.title(), exercise.readme());
    let (page, file) = (page.display(), exercise.file());
    format!(
        "{BOLD}{title}{BOLD:#}\n\n{task}\n\n\
         {BOLD}Now{BOLD:#} open {BOLD}{}{BOLD:#} in your editor, write, and save. \
         e opens it.\n\
         Its lesson: {page}. p shows it, and r runs the story.",
        file.display()
    )
}

/// What the given file does, if the task is about that. A verdict on an untouched file to
/// predict or to build says nothing useful.
fn as_given(state: &State<'_>) -> String {
    let header = state.exercise().header.as_ref();
    let is_told = header.is_some_and(|it| it.kind.is_about_given_file());
    match &state.known[state.current()].graded {
        Some(graded) if is_told => {
            let verdict = verdict(state, graded, usize::MAX);
            format!("\n\n{BOLD}As it is given:{BOLD:#}\n\n{verdict}")
        }
        _ => String::new(),
    }
}

/// The page of an exercise that has no verdict yet.
fn task_of_begun(exercise: &Exercise, task: &str) -> String {
    let (title, file) = (exercise.title(), exercise.file());
    format!(
        "{BOLD}{title}{BOLD:#}\n\n{task}\n\n\
         What you wrote in {} is being checked.",
        file.display()
    )
}
