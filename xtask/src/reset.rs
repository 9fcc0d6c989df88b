//! `cargo xtask reset`: an exercise as it was given. What the learner wrote is kept beside
//! it, before anything is restored. A beginning of a name is not enough here: what changes
//! a file does not guess which.

use crate::{
    course::{Course, Exercise},
    lock::{Lock, blob_id},
    message::Problem,
    pristine, say,
};
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Brings the exercise back, or with `check` its check.
pub(crate) fn run(
    course: &Course,
    name: &str,
    check: bool,
) -> Result<bool, Problem> {
    let exercise = course.exercise_in_full(name, check)?;
    let path = if check { exercise.check() } else { exercise.file() };
    match restore(course, exercise, &path)? {
        Restored::AsGiven => say!("{} is as it was given", path.display()),
        Restored::Missing => say!("{} is back", path.display()),
        Restored::Kept(kept) => {
            say!("{} is as it was given", path.display());
            say!("what it held is kept in {}", kept.display());
        }
    }
    Ok(true)
}

/// What there was before.
pub(crate) enum Restored {
    /// Nothing had to be done.
    AsGiven,
    /// There was no file.
    Missing,
    /// What there was is kept here.
    Kept(PathBuf),
}

/// Restores `path`, a file of this exercise.
pub(crate) fn restore(
    course: &Course,
    exercise: &Exercise,
    path: &Path,
) -> Result<Restored, Problem> {
    let lock = Lock::read(course)?;
    let given = pristine::text(course, &lock, path)?;
    let place = course.root.join(path);
    let mine = match fs::read(&place) {
        // Line ends apart: git writes those of Windows where it is told to.
        Ok(mine) if blob_id(&mine) == blob_id(&given) => {
            return Ok(Restored::AsGiven);
        }
        Ok(mine) => Some(mine),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(_) if place.is_dir() => {
            let what = format!("{} is a folder", path.display());
            let name = &exercise.name;
            let next = format!("move it away, then: cargo xtask reset {name}");
            return Err(Problem::new(&what, next));
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
    write(&place, &given).map_err(|error| cannot("write", path, &error))?;
    Ok(kept.map_or(Restored::Missing, Restored::Kept))
}

/// Writes all of it beside the place and moves it there: a full disk or a power cut leaves
/// the old file or the new one. Where that cannot be, such as through a link, it is
/// written in place; what it held has been kept.
fn write(place: &Path, text: &[u8]) -> io::Result<()> {
    // A link to nowhere is replaced: there may be no folder to write to.
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
) -> Result<PathBuf, Problem> {
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
    let what = format!("{} has a thousand kept texts", exercise.name);
    Err(Problem::new(&what, "delete those that you no longer want"))
}

fn cannot(verb: &str, path: &Path, error: &io::Error) -> Problem {
    let what = format!("cannot {verb} {}", path.display());
    Problem::new(&what, format!("{error}\nnothing was changed"))
}
