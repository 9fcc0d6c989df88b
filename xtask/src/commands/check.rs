//! `cargo xtask check`: grades exercises and prints a verdict on each.

use crate::{
    course::{Course, Exercise},
    grading::{
        external,
        graded::{Graded, count_solved},
        in_place,
        settings::Settings,
    },
    process::{Limits, Priority},
    render::{format::Format, human, json::json, junit::junit},
    terminal::{error::Error, output::say, progress::Line, width},
};
use std::{io::IsTerminal, path::PathBuf, time::Duration};

/// The arguments of the command.
pub(crate) struct Question {
    pub(crate) names: Vec<String>,
    /// A directory with the files to grade instead of the learner's own.
    pub(crate) from: Option<PathBuf>,
    pub(crate) limit: Duration,
    pub(crate) format: Format,
}

/// Grades the exercises, and returns whether all of them are solved.
pub(crate) fn run(course: &Course, question: &Question) -> Result<bool, Error> {
    let line = Line::new();
    let width = width::of_terminal();
    let settings = Settings {
        limits: Limits { wall: question.limit },
        color: question.format == Format::Human && std::io::stdout().is_terminal(),
        width,
        priority: Priority::Normal,
        progress: &line,
    };
    let graded = match &question.from {
        Some(folder) => external::grade(course, folder, &question.names, &settings)?,
        None => {
            let exercises = course.select(&question.names)?;
            in_place::grade(course, &exercises, &settings)?
        }
    };
    drop(line);
    let is_solved = graded.iter().all(Graded::is_solved);
    match question.format {
        Format::Human => {
            tell(&graded, width);
            if is_solved {
                say!("\n  next: {}", next(course, question, &graded));
            }
        }
        Format::Json => say!("{}", json(&graded, width)),
        Format::Junit => say!("{}", junit(&graded, width)),
    }
    Ok(is_solved)
}

fn tell(graded: &[Graded], width: usize) {
    let one = graded.len() == 1;
    for graded in graded {
        if one || !graded.is_solved() {
            say!("\n{}", human::verdict(graded, width));
        } else {
            say!("\n{}", human::brief(graded));
        }
        if !graded.is_solved() && !graded.verdict.is_about_files() {
            say!("\n  next: cargo xtask hint {}", graded.exercise.name);
        }
    }
    if !one {
        say!("\n{} of {} solved", count_solved(graded), graded.len());
    }
}

/// The next step when all graded exercises are solved.
fn next(course: &Course, question: &Question, solved: &[Graded]) -> String {
    // A verdict on files from another directory doesn't affect the learner's own
    // progress.
    let next = match (solved, &question.from) {
        ([graded], None) => next_untouched(course, &graded.exercise),
        _ => None,
    };
    match next {
        Some(next) => format!("{}, {}", next.name, next.file().display()),
        None => "cargo xtask".to_owned(),
    }
}

/// The next untouched exercise. An exercise that the learner has begun might already
/// be solved, but grading it to find out would take too long here.
fn next_untouched<'a>(
    course: &'a Course,
    exercise: &Exercise,
) -> Option<&'a Exercise> {
    let exercises: Vec<_> = course.exercises().collect();
    let current = exercises.iter().position(|it| it.name == exercise.name)?;
    let order = course.order(&exercises, Some(current)).into_iter();
    order.map(|it| exercises[it]).find(|it| course.is_untouched(it).unwrap_or(false))
}
