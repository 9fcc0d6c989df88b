//! `cargo xtask reset`: restores the original files of exercises, after saving the
//! learner's version of each in the same directory. The name must be complete, because a
//! command that changes files shouldn't guess which ones are meant.

use crate::{
    course::{Course, Exercise},
    terminal::{error::Error, output::say},
};
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Restores the exercises that `name` means, or all of them without a name. With
/// `check`, instead restores their checks and the programs that the checks run.
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
    // Read all originals before writing the first file: if one can't be read, no
    // file is changed.
    let mut originals = Vec::new();
    for exercise in &exercises {
        for path in paths(course, exercise, check)? {
            // The lock file is enough to compare. The originals, half a megabyte, are
            // read only for a file that has changed.
            if !course.is_as_given(&path)? {
                let given = course.original(&path)?;
                originals.push((*exercise, path, given));
            } else if exercises.len() == 1 {
                say!("{} already matches the original", path.display());
            }
        }
    }
    if originals.is_empty() && exercises.len() > 1 {
        say!("All {} exercises already match the originals", exercises.len());
    }
    for (exercise, path, given) in originals {
        let kept = restore(course, exercise, &path, &given)?;
        say!("{} is restored", path.display());
        if let Some(kept) = kept {
            say!("your version is saved as {}", kept.display());
        }
    }
    Ok(true)
}

/// The files to restore for an exercise.
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

/// Restores the file at `path`, which belongs to this exercise and does not match the
/// original. Returns the path of the saved text, if the file existed.
fn restore(
    course: &Course,
    exercise: &Exercise,
    path: &Path,
    given: &[u8],
) -> Result<Option<PathBuf>, Error> {
    let place = course.root.join(path);
    let mine = match fs::read(&place) {
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
    Ok(kept)
}

/// Writes a new file and moves it into place, so that a full disk or a power failure
/// leaves either the old file or the new one. If `place` is a link, its target is
/// overwritten in place; its previous text has already been saved.
fn write(place: &Path, text: &[u8]) -> io::Result<()> {
    // A dangling link is replaced, because its target's directory may not exist.
    if place.is_symlink() && place.exists() {
        return fs::write(place, text);
    }
    let new_file = place.with_extension("rs.new");
    fs::write(&new_file, text)?;
    fs::rename(&new_file, place).inspect_err(|_| {
        let _ = fs::remove_file(&new_file);
    })
}

/// Saves the learner's text under the first free name, like `ordered_fetch.mine-1.rs.txt`.
/// The `.txt` keeps tools from treating it as Rust source.
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
                    // An incomplete copy could be mistaken for a complete one.
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
