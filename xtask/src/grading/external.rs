//! `check --from DIR`: grades the files in another directory instead of the learner's own,
//! which are neither read nor changed.

use super::{
    graded::Graded,
    scratch::{self, Source, Submission},
    settings::Settings,
    submitted_file,
};
use crate::{
    course::{Course, Exercise},
    terminal::error::Error,
};
use std::path::{Path, PathBuf};

/// The verdicts on the files in `folder` for the named exercises, or on all exercise
/// files in it if no names are given.
pub(crate) fn grade(
    course: &Course,
    folder: &Path,
    names: &[String],
    settings: &Settings<'_>,
) -> Result<Vec<Graded>, Error> {
    let folder_of_error = folder.to_owned();
    let first = || course.exercises().next().map(place_names).unwrap_or_default();
    if !folder.is_dir() {
        return Err(Error::NotADirectory {
            folder: folder_of_error,
            places: first(),
        });
    }
    let mut submissions = Vec::new();
    for exercise in course.select(names)? {
        match find(folder, exercise) {
            Some(place) => submissions.push(Submission {
                exercise: exercise.clone(),
                name: "from".to_owned(),
                source: Source::Foreign { folder: folder.to_owned(), place },
                label: (),
            }),
            None if names.is_empty() => {}
            None => {
                return Err(Error::NotSubmitted {
                    folder: folder_of_error,
                    file: exercise.rust_file(),
                    places: place_names(exercise),
                });
            }
        }
    }
    if submissions.is_empty() && course.exercises().next().is_some() {
        let places = first();
        return Err(Error::NothingSubmitted { folder: folder_of_error, places });
    }
    let graded = scratch::grade(course, "from", submissions, settings)?;
    Ok(graded.into_iter().map(|(graded, ())| graded).collect())
}

fn find(folder: &Path, exercise: &Exercise) -> Option<PathBuf> {
    places(exercise).into_iter().find(|it| submitted_file::is_there(folder, it))
}

/// The paths, relative to the given directory, where an exercise's file may be.
fn places(exercise: &Exercise) -> [PathBuf; 3] {
    let name = exercise.rust_file();
    [Path::new(&exercise.folder).join(&name), exercise.file(), name.into()]
}

fn place_names(exercise: &Exercise) -> Vec<String> {
    places(exercise).map(|it| it.display().to_string()).to_vec()
}
