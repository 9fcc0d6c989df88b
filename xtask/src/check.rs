//! `cargo xtask check`: grades exercises and says what is true of each.

use crate::{
    course::{Course, Exercise, next},
    format::{self, Format},
    from,
    grade::Graded,
    lock::Lock,
    message::Problem,
    process::{Limits, Stop},
    progress::Line,
    say, show,
    submission::{self, Settings},
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
pub(crate) fn run(course: &Course, question: &Question) -> Result<bool, Problem> {
    let line = Line::new();
    let settings = Settings {
        limits: Limits { wall: question.limit },
        color: question.format == Format::Human && std::io::stdout().is_terminal(),
        width: width(),
        stop: Stop::default(),
        progress: &line,
    };
    let (exercises, graded) = match &question.from {
        Some(folder) => from::grade(course, folder, &question.names, &settings)?,
        None => {
            let exercises = course.select(&question.names)?;
            let graded = submission::grade(course, &exercises, &settings)?;
            (exercises, graded.expect(NOBODY_STOPS_IT))
        }
    };
    drop(line);
    let solved = graded.iter().filter(|it| it.verdict.is_solved()).count();
    match question.format {
        Format::Human => {
            tell(&exercises, &graded);
            if solved == exercises.len() {
                say!("\n  next: {}", next(course, question, &exercises));
            }
        }
        Format::Json => say!("{}", format::json(&exercises, &graded)),
        Format::Junit => say!("{}", format::junit(&exercises, &graded)),
    }
    Ok(solved == exercises.len())
}

pub(crate) const NOBODY_STOPS_IT: &str = "nobody stops it but who ends us";

/// The width of pictures and paragraphs, in columns.
pub(crate) fn width() -> usize {
    let columns = terminal_size::terminal_size().map(|(width, _)| width.0);
    columns
        .map_or(72, |columns| usize::from(columns.saturating_sub(4)).clamp(30, 72))
}

fn tell(exercises: &[&Exercise], graded: &[Graded]) {
    let one = exercises.len() == 1;
    for (exercise, graded) in exercises.iter().zip(graded) {
        if one || !graded.verdict.is_solved() {
            say!("\n{}", show::verdict(exercise, graded));
        } else {
            say!("\n{}", show::headline(exercise, &graded.verdict));
        }
        if !graded.verdict.is_solved() && !graded.verdict.is_about_files() {
            say!("\n  next: cargo xtask hint {}", exercise.name);
        }
    }
    if !one {
        let solved = graded.iter().filter(|it| it.verdict.is_solved()).count();
        say!("\n{solved} of {} solved", exercises.len());
    }
}

/// What to do when all that was asked for is solved.
fn next(course: &Course, question: &Question, solved: &[&Exercise]) -> String {
    // Of files from elsewhere nobody knows what is next.
    let next = match (solved, &question.from) {
        ([exercise], None) => behind(course, exercise),
        _ => None,
    };
    match next {
        Some(next) => format!("{}, {}", next.name, next.file().display()),
        None => "cargo xtask".to_owned(),
    }
}

/// The exercise to go on to from this one, of those that nobody has touched: whether one
/// that was begun is solved would take a verdict, and nobody waits for that here.
fn behind<'a>(course: &'a Course, exercise: &Exercise) -> Option<&'a Exercise> {
    let exercises: Vec<_> = course.exercises().collect();
    let current = exercises.iter().position(|it| it.name == exercise.name)?;
    let lock = Lock::read(course).ok()?;
    let order = next::order(&exercises, Some(current)).into_iter();
    order.map(|it| exercises[it]).find(|it| lock.is_untouched(course, it))
}
