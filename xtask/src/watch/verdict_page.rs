//! The page of an exercise: its verdict, or its task while there is no verdict to show.

use super::{
    state::State,
    wrap::{cut, rows},
};
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
use console::{measure_text_width, strip_ansi_codes};

/// The longest line that is easy to read.
const READABLE: usize = 84;

/// The page as text.
pub(super) fn text(state: &State<'_>) -> String {
    if !state.is_decided() {
        return "Checking which exercises you have solved…\n\n\
                The first time, they must be built. This takes a few seconds, only once."
            .to_owned();
    }
    let exercise = state.exercise();
    let known = &state.known[state.current()];
    if let Some(task) = &known.task {
        let task = rows(&for_terminal(task), state.columns.min(READABLE)).join("\n");
        return match known.is_untouched {
            true => self::task(state, &task) + &as_given(state),
            false => task_of_begun(exercise, &task),
        };
    }
    let Some(graded) = &known.graded else {
        return format!("{DIM}{}{DIM:#}", exercise.file().display());
    };
    let text = verdict(state, graded, state.room);
    let keys = match (state.is_former(), graded.is_solved()) {
        (Some(_), _) => return text,
        (None, true) => ways_on(state),
        (None, false) => ways_to_solve(state, graded),
    };
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
    let fits =
        |it: &OnScreen| rows(&fitted(state, &it.first), state.columns).len() <= room;
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
        Some(when) => fitted(state, &former(&text, when)),
        None => fitted(state, &text),
    }
}

/// The text, with the compiler's source lines cut at the edge of the screen, unless the
/// learner wants them in full. Wrapping them would break the bar at their left. If there
/// are such lines, the headline shows the key that toggles this.
fn fitted(state: &State<'_>, text: &str) -> String {
    let width = state.columns;
    let is_long = |it: &str| is_source(it) && measure_text_width(it) > width;
    if !text.lines().any(is_long) {
        return text.to_owned();
    }
    let key = match state.shows_long {
        true => "o: cut long lines",
        false => "o: show long lines in full",
    };
    let fit = |line: &str| match is_long(line) && !state.shows_long {
        true => cut(line, width),
        false => line.to_owned(),
    };
    let (headline, below) = text.split_once('\n').unwrap_or((text, ""));
    let below = below.lines().map(fit).collect::<Vec<_>>().join("\n");
    format!("{headline}   {DIM}{key}{DIM:#}\n{below}")
}

/// True if the compiler shows source in this line: after the line's number, if any, there
/// is a bar or the sign of a suggested change.
fn is_source(line: &str) -> bool {
    let line = strip_ansi_codes(line);
    let line = line.trim_start();
    let sign = line.trim_start_matches(|it: char| it.is_ascii_digit());
    let has_number = sign.len() < line.len();
    let mut letters = sign.trim_start().chars();
    let is_sign = match letters.next() {
        Some('|') => true,
        Some('+' | '-' | '~') => has_number,
        _ => false,
    };
    is_sign && letters.next().is_none_or(|it| it == ' ')
}

/// What the learner can do about an unsolved exercise.
fn ways_to_solve(state: &State<'_>, graded: &Graded) -> String {
    let mut ways = "Edit and save   h: a hint".to_owned();
    if let Verdict::TestsFailed { failures, .. } = &graded.verdict
        && failures.len() > 1
    {
        ways.push_str(&match state.shows_all {
            true => "   a: only the first failure".to_owned(),
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
            let next = state.known[next].exercise;
            let lesson = match next.folder == state.exercise().folder {
                true => String::new(),
                false => format!(", in lesson {}", next.folder),
            };
            format!("Enter or n: go on to {}{lesson}", next.name)
        }
    };
    format!("{next}\n  s: how the course solves it   d: how your file differs")
}

/// The page of an untouched exercise. It begins with what to do, which must be visible
/// without scrolling.
fn task(state: &State<'_>, task: &str) -> String {
    let exercise = state.exercise();
    let (title, page) = (exercise.title(), exercise.readme());
    let (page, file) = (page.display(), exercise.file());
    let how = if state.has_editor { " (e opens it)" } else { " in your editor" };
    let programs = exercise.programs();
    let programs = match state.course.root.join(&programs).is_file() {
        true => format!("\nThe programs to read: {}", programs.display()),
        false => String::new(),
    };
    format!(
        "{BOLD}{title}{BOLD:#}\n\n\
         {BOLD}Now{BOLD:#} open {BOLD}{}{BOLD:#}{how},\n\
         do what its TODO says, and save. Every save is graded.{programs}\n\n\
         {task}\n\n\
         Its lesson: {page}. p shows it, and r runs the story.",
        file.display()
    )
}

/// What the original file does, if the task is about its code. A verdict on an untouched
/// file to predict or to build says nothing useful.
fn as_given(state: &State<'_>) -> String {
    let header = state.exercise().header.as_ref();
    let is_told = header.is_some_and(|it| it.kind.is_about_given_file());
    match &state.known[state.current()].graded {
        Some(graded) if is_told => {
            let verdict = verdict(state, graded, usize::MAX);
            format!("\n\n{BOLD}What the original file does:{BOLD:#}\n\n{verdict}")
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
