//! `cargo xtask new`: scaffolds an exercise or a lesson.
//!
//! `TODO(author)` marks the parts that the author has to write. `cargo xtask prove` lists
//! these marks in an exercise.

mod exercise;
mod lesson;
mod manifest;
mod page;
mod scaffold;
mod tracks;

use crate::{
    course::{Course, kind::Kind},
    terminal::error::Error,
};

/// Scaffolds the exercise `06/NAME`, which needs a kind, or the lesson `13-slug`, which has
/// no kind.
pub(crate) fn run(
    course: &Course,
    name: &str,
    kind: Option<Kind>,
) -> Result<bool, Error> {
    let bad = |why| Error::BadName { name: name.to_owned(), why };
    match (name.split_once('/'), kind) {
        (Some((lesson, exercise)), Some(kind)) => {
            exercise::scaffold(course, lesson, exercise, kind)?;
        }
        (None, None) => lesson::scaffold(course, name)?,
        (Some(_), None) => return Err(Error::NoKind { name: name.to_owned() }),
        (None, Some(_)) => {
            return Err(bad(
                "Only an exercise has a kind. For an exercise, put its lesson before its \
                 name, like 06/first_of_many.",
            ));
        }
    }
    Ok(true)
}
