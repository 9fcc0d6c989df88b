//! `cargo xtask new`: everything about a new exercise or lesson that is not content.
//!
//! What is left to write is marked with `TODO(author)`; `cargo xtask prove` lists it.

mod exercise;
mod lesson;
mod manifest;
mod page;
mod scaffold;

use crate::{
    course::{Course, kind::Kind},
    terminal::error::Error,
};

/// Scaffolds the exercise `06/NAME`, which has a kind, or the lesson `06-slug`, which has
/// none.
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
                "Only an exercise has a kind. Write its lesson in front of it: \
                 06/first_of_many",
            ));
        }
    }
    Ok(true)
}
