//! `cargo xtask lock`: writes `exercises/course.lock`.

use crate::{
    course::{
        Course,
        lockfile::{Lockfile, PATH, with_unix_line_ends},
    },
    terminal::{error::Error, output::say},
};
use std::{fs, path::PathBuf};

/// Writes the lock file. With `verify`, writes nothing, and fails if it is out of date.
pub(crate) fn run(course: &Course, verify: bool) -> Result<bool, Error> {
    let now = Lockfile::of(&course.root, files(course))?.text();
    let path = course.root.join(PATH);
    let is_current = |text: Vec<u8>| *with_unix_line_ends(&text) == *now.as_bytes();
    if fs::read(&path).is_ok_and(is_current) {
        say!("{PATH} is up to date");
        return Ok(true);
    }
    if verify {
        return Err(Error::StaleLockfile);
    }
    fs::write(&path, now).map_err(|error| Error::CannotWrite {
        path: PATH.into(),
        why: error.to_string(),
    })?;
    course.forget_lockfile();
    say!("{PATH} written");
    Ok(true)
}

/// The files that the lock file lists.
fn files(course: &Course) -> impl Iterator<Item = PathBuf> {
    course.exercises().flat_map(|exercise| {
        let programs = exercise.programs();
        let has_programs = course.root.join(&programs).exists();
        let files = [Some(exercise.file()), Some(exercise.check())];
        files.into_iter().chain([has_programs.then_some(programs)]).flatten()
    })
}
