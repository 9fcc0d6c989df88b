//! `cargo xtask lock`: writes `exercises/course.lock` and `exercises/course.originals`.

use crate::{
    course::{
        Course,
        lockfile::{self, Lockfile, plain},
        originals::{self, Originals},
    },
    terminal::{error::Error, output::say},
};
use std::{fs, path::PathBuf};

/// Writes both files. With `verify`, writes nothing, and fails if either file is out of
/// date.
pub(crate) fn run(course: &Course, verify: bool) -> Result<bool, Error> {
    let originals = Originals::of(&course.root, files(course))?;
    write(course, &originals, &Lockfile::of(originals.ids()), verify)?;
    Ok(true)
}

/// Writes the files that are not up to date. With `verify`, fails instead if any file
/// is out of date.
fn write(
    course: &Course,
    originals: &Originals,
    lockfile: &Lockfile,
    verify: bool,
) -> Result<(), Error> {
    let lockfile = lockfile.text().into_bytes();
    for (path, now) in
        [(lockfile::PATH, lockfile), (originals::PATH, originals.bytes())]
    {
        let place = course.root.join(path);
        let is_current = |text: Vec<u8>| *plain(&text) == *now;
        if fs::read(&place).is_ok_and(is_current) {
            say!("{path} is up to date");
            continue;
        }
        if verify {
            return Err(Error::StaleLockfile { path });
        }
        fs::write(&place, now).map_err(|error| Error::CannotWrite {
            path: path.into(),
            why: error.to_string(),
        })?;
        say!("{path} written");
    }
    course.forget_lockfile();
    Ok(())
}

/// Adds these files to the ones that are already listed, whose entries don't change.
pub(super) fn add(
    course: &Course,
    files: impl Iterator<Item = PathBuf>,
) -> Result<(), Error> {
    let new = Originals::of(&course.root, files)?;
    let lockfile = course.lockfile()?.with(&Lockfile::of(new.ids()));
    let originals = Originals::read(&course.root).with(new);
    write(course, &originals, &lockfile, false)
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
