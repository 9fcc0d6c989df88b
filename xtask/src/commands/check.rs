//! `cargo xtask check`: grades exercises and says what is true of each.

use crate::{
    course::{Course, Exercise, next},
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

/// What is asked for.
pub(crate) struct Question {
    pub(crate) names: Vec<String>,
    /// A folder with the files to grade, instead of the learner's own.
    pub(crate) from: Option<PathBuf>,
    pub(crate) limit: Duration,
    pub(crate) format: Format,
}

/// Grades what is asked for; whether all of it is solved.
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
            say!("\n{}", human::headline(graded));
        }
        if !graded.is_solved() && !graded.verdict.is_about_files() {
            say!("\n  next: cargo xtask hint {}", graded.exercise.name);
        }
    }
    if !one {
        say!("\n{} of {} solved", count_solved(graded), graded.len());
    }
}

/// What to do when all that was asked for is solved.
fn next(course: &Course, question: &Question, solved: &[Graded]) -> String {
    // The files from elsewhere say nothing about what is next here.
    let next = match (solved, &question.from) {
        ([graded], None) => behind(course, &graded.exercise),
        _ => None,
    };
    match next {
        Some(next) => format!("{}, {}", next.name, next.file().display()),
        None => "cargo xtask".to_owned(),
    }
}

/// The exercise to go on to from this one, of those that are untouched: whether one that
/// was begun is solved would take a verdict, and waiting for that is too long here.
fn behind<'a>(course: &'a Course, exercise: &Exercise) -> Option<&'a Exercise> {
    let exercises: Vec<_> = course.exercises().collect();
    let current = exercises.iter().position(|it| it.name == exercise.name)?;
    let order = next::order(&exercises, Some(current)).into_iter();
    order.map(|it| exercises[it]).find(|it| course.is_untouched(it).unwrap_or(false))
}
