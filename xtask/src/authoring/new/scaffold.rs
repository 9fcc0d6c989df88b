//! A set of files to write. If any of the new files already exists, nothing is
//! written.

use crate::{
    course::Course,
    terminal::{
        error::Error,
        output::say,
        style::{DIM, GREEN},
    },
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The text of a template with each `{{key}}` replaced by its value.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let filled = values.iter().fold(template.to_owned(), |text, (key, value)| {
        text.replace(&format!("{{{{{key}}}}}"), value)
    });
    debug_assert!(!filled.contains("{{"), "a value is missing: {filled}");
    filled
}

/// The title for a name: `first_of_many` and `first-of-many` become `First of many`.
pub(super) fn title_of(name: &str) -> String {
    let words = name.replace(['_', '-'], " ");
    let mut letters = words.chars();
    let first = letters.next().map(|it| it.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// The text of a course file.
pub(super) fn read(
    course: &Course,
    path: impl AsRef<Path>,
) -> Result<String, Error> {
    let path = path.as_ref();
    fs::read_to_string(course.root.join(path)).map_err(|error| Error::CannotRead {
        path: path.to_owned(),
        why: error.to_string(),
    })
}

/// New and changed files, by their paths relative to the course.
#[derive(Default)]
pub(super) struct Scaffold {
    new: Vec<(PathBuf, String)>,
    changed: Vec<(PathBuf, String)>,
}

impl Scaffold {
    pub(super) fn add(&mut self, path: impl Into<PathBuf>, text: String) {
        self.new.push((path.into(), text));
    }

    pub(super) fn change(&mut self, path: impl Into<PathBuf>, text: String) {
        self.changed.push((path.into(), text));
    }

    /// Writes and lists all files.
    ///
    /// # Errors
    ///
    /// If a new file already exists. In that case, no file is written.
    pub(super) fn write(self, course: &Course) -> Result<(), Error> {
        let there =
            self.new.iter().find(|(path, _)| course.root.join(path).exists());
        if let Some((path, _)) = there {
            return Err(Error::AlreadyThere { path: path.clone() });
        }
        for (path, text) in &self.new {
            write(course, path, text)?;
            say!("{GREEN}new{GREEN:#}      {}", path.display());
        }
        for (path, text) in &self.changed {
            write(course, path, text)?;
            say!("{DIM}changed{DIM:#}  {}", path.display());
        }
        Ok(())
    }
}

fn write(course: &Course, path: &Path, text: &str) -> Result<(), Error> {
    let place = course.root.join(path);
    let folder = place.parent().unwrap_or(&course.root);
    fs::create_dir_all(folder).and_then(|()| fs::write(&place, text)).map_err(
        |error| Error::CannotWrite { path: path.to_owned(), why: error.to_string() },
    )
}
