//! `check --from DIR`: files from elsewhere, laid over the exercises and graded as they
//! would be; the learner's own are neither read nor changed.

use crate::{
    check::NOBODY_STOPS_IT,
    course::{Course, Exercise},
    grade::Graded,
    message::Problem,
    scratch::{self, Piece, Source},
    submission::Settings,
};
use std::path::{Path, PathBuf};

/// The verdicts on the files in `folder`: on those of the named exercises, or on all that
/// there are.
pub(crate) fn grade<'a>(
    course: &'a Course,
    folder: &Path,
    names: &[String],
    settings: &Settings<'_>,
) -> Result<(Vec<&'a Exercise>, Vec<Graded>), Problem> {
    if !folder.is_dir() {
        let what = format!("{} is no folder", folder.display());
        let next = course.exercises().next().map(where_it_may_lie);
        return Err(Problem::new(&what, next.unwrap_or_default()));
    }
    let mut exercises = Vec::new();
    let mut pieces = Vec::new();
    for exercise in course.select(names)? {
        let path = match find(folder, exercise) {
            Some(path) => path,
            None if names.is_empty() => continue,
            None => {
                let what =
                    format!("{} has no {}.rs", folder.display(), exercise.name);
                return Err(Problem::new(&what, where_it_may_lie(exercise)));
            }
        };
        exercises.push(exercise);
        pieces.push(Piece {
            exercise: exercise.clone(),
            name: "from".to_owned(),
            source: Source::File(path),
        });
    }
    let Some(first) = course.exercises().next().filter(|_| pieces.is_empty()) else {
        let graded = scratch::grade(course, "from", &pieces, settings)?;
        return Ok((exercises, graded.expect(NOBODY_STOPS_IT)));
    };
    let what = format!("{} holds no exercise", folder.display());
    Err(Problem::new(&what, where_it_may_lie(first)))
}

fn find(folder: &Path, exercise: &Exercise) -> Option<PathBuf> {
    places(exercise)
        .map(|place| folder.join(place))
        .into_iter()
        .find(|it| it.exists())
}

/// Where an exercise's file may lie in a folder from elsewhere.
fn places(exercise: &Exercise) -> [PathBuf; 3] {
    let name = format!("{}.rs", exercise.name);
    [Path::new(&exercise.folder).join(&name), exercise.file(), name.into()]
}

fn where_it_may_lie(exercise: &Exercise) -> String {
    let places = places(exercise).map(|it| it.display().to_string());
    format!("an exercise is looked for as {}", places.join(", or "))
}
