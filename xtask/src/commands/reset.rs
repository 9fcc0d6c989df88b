//! `cargo xtask reset`: exercises as they were given. What the learner wrote is kept next to
//! each, before anything is restored. The beginning of a name is not enough here: a command
//! that changes files does not guess which.

use crate::{
    course::{Course, Exercise, lockfile::blob_id},
    terminal::{error::Error, output::say},
};
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Restores the exercises that `name` means, or all without a name; with `check`, their
/// checks and the programs that those run.
pub(crate) fn run(
    course: &Course,
    name: Option<&str>,
    check: bool,
) -> Result<bool, Error> {
    let exercises: Vec<_> = match name {
        None => course.exercises().collect(),
        Some(name) => match course.lesson_in_full(name) {
            Some(lesson) => lesson.exercises.iter().collect(),
            None => vec![course.exercise_in_full(name, check)?],
        },
    };
    // All originals are read before anything is written.
    let mut originals = Vec::new();
    for exercise in &exercises {
        for path in paths(course, exercise, check)? {
            if !is_as_given(course, &path)? {
                let given = course.original(&path)?;
                originals.push((*exercise, path, given));
            } else if exercises.len() == 1 {
                say!("{} is as it was given", path.display());
            }
        }
    }
    if originals.is_empty() && exercises.len() > 1 {
        say!("All {} exercises are as they were given", exercises.len());
    }
    for (exercise, path, given) in originals {
        match restore(course, exercise, &path, &given)? {
            Restored::AsGiven => say!("{} is as it was given", path.display()),
            Restored::Missing => say!("{} is back", path.display()),
            Restored::Kept(kept) => {
                say!("{} is as it was given", path.display());
                say!("what it held is kept in {}", kept.display());
            }
        }
    }
    Ok(true)
}

/// The files of an exercise that are restored.
fn paths(
    course: &Course,
    exercise: &Exercise,
    check: bool,
) -> Result<Vec<PathBuf>, Error> {
    if !check {
        return Ok(vec![exercise.file()]);
    }
    let mut paths = vec![exercise.check()];
    if course.lockfile()?.id(&exercise.programs()).is_some() {
        paths.push(exercise.programs());
    }
    Ok(paths)
}

/// Whether a file has the text that the lock file lists. Asking git for every original of
/// the course would take seconds.
fn is_as_given(course: &Course, path: &Path) -> Result<bool, Error> {
    let lockfile = course.lockfile()?;
    let id = lockfile.id(path);
    let mine = fs::read(course.root.join(path));
    Ok(id.is_some_and(|id| mine.is_ok_and(|mine| blob_id(&mine) == id)))
}

/// What there was before.
enum Restored {
    /// Nothing had to be done.
    AsGiven,
    /// There was no file.
    Missing,
    /// What there was is kept here.
    Kept(PathBuf),
}

/// Restores `path`, a file of this exercise.
fn restore(
    course: &Course,
    exercise: &Exercise,
    path: &Path,
    given: &[u8],
) -> Result<Restored, Error> {
    let place = course.root.join(path);
    let mine = match fs::read(&place) {
        // Line ends apart: git on Windows may write others.
        Ok(mine) if blob_id(&mine) == blob_id(given) => {
            return Ok(Restored::AsGiven);
        }
        Ok(mine) => Some(mine),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(_) if place.is_dir() => {
            let (path, exercise) = (path.to_owned(), exercise.name.clone());
            return Err(Error::IsADirectory { path, exercise });
        }
        Err(error) => return Err(cannot("read", path, &error)),
    };
    let kept = match mine {
        None => None,
        Some(mine) => Some(keep(course, exercise, path, &mine)?),
    };
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).map_err(|error| cannot("write", path, &error))?;
    }
    write(&place, given).map_err(|error| cannot("write", path, &error))?;
    Ok(kept.map_or(Restored::Missing, Restored::Kept))
}

/// Writes a new file and moves it into place: a full disk or a power cut leaves the old
/// file or the new one. A link is written through instead; what it held has been kept.
fn write(place: &Path, text: &[u8]) -> io::Result<()> {
    // A dangling link is replaced: there may be no folder to write to.
    if place.is_symlink() && place.exists() {
        return fs::write(place, text);
    }
    let beside = place.with_extension("rs.new");
    fs::write(&beside, text)?;
    fs::rename(&beside, place).inspect_err(|_| {
        let _ = fs::remove_file(&beside);
    })
}

/// Keeps the learner's text under the first free name: `ordered_fetch.mine-1.rs.txt` is
/// no Rust file to any tool, and says what it is.
fn keep(
    course: &Course,
    exercise: &Exercise,
    path: &Path,
    mine: &[u8],
) -> Result<PathBuf, Error> {
    let folder = path.parent().unwrap_or(path);
    for number in 1..1000 {
        let kept = folder.join(format!("{}.mine-{number}.rs.txt", exercise.name));
        match File::create_new(course.root.join(&kept)) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(cannot("write", &kept, &error)),
            Ok(mut file) => {
                let written = file.write_all(mine).and_then(|()| file.sync_all());
                written.map_err(|error| {
                    // Half a copy would only look like one.
                    let _ = fs::remove_file(course.root.join(&kept));
                    cannot("write", &kept, &error)
                })?;
                return Ok(kept);
            }
        }
    }
    Err(Error::TooManyKept { exercise: exercise.name.clone() })
}

fn cannot(verb: &'static str, path: &Path, error: &io::Error) -> Error {
    Error::CannotReset { verb, path: path.to_owned(), why: error.to_string() }
}
