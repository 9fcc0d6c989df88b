//! Finds problems with an exercise's files without compiling them.

use crate::{
    course::{Course, Exercise, LARGEST_FILE},
    terminal::error::Error,
    verdict::Verdict,
};
use std::{fs, io, path::Path};

/// The verdict on the learner's file and its check, if it can be determined without
/// compiling.
pub(super) fn verdict(
    course: &Course,
    exercise: &Exercise,
) -> Result<Option<Verdict>, Error> {
    if let Some(verdict) = tampered(course, exercise)? {
        return Ok(Some(verdict));
    }
    let path = exercise.file();
    let text = read(&course.root.join(&path), &path.to_string_lossy());
    Ok(text.err().map(|why| {
        let next = "To restore the original: cargo xtask reset";
        let why = format!("{why}\n{next} {}", exercise.name);
        Verdict::Unreadable { why }
    }))
}

/// The verdict if the check or the programs that it runs differ from the course's.
pub(super) fn tampered(
    course: &Course,
    exercise: &Exercise,
) -> Result<Option<Verdict>, Error> {
    let lockfile = course.lockfile()?;
    for file in [exercise.check(), exercise.programs()] {
        // Most checks have no programs.
        let is_expected = file == exercise.check() || lockfile.id(&file).is_some();
        match fs::read(course.root.join(&file)) {
            Err(_) if is_expected => {
                return Ok(Some(Verdict::Tampered { file, missing: true }));
            }
            Ok(bytes) if !lockfile.is_original(&file, &bytes) => {
                return Ok(Some(Verdict::Tampered { file, missing: false }));
            }
            _ => {}
        }
    }
    Ok(None)
}

/// The bytes of the file at `path`, or why it can't be graded. The message calls the file
/// `name`.
pub(crate) fn read(path: &Path, name: &str) -> Result<Vec<u8>, String> {
    let about = fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => match fs::read_link(path) {
            Ok(to) => {
                format!("{name} is a link to {}, which doesn't exist.", to.display())
            }
            Err(_) => format!("{name} is missing."),
        },
        _ => format!("{name} can't be read: {error}."),
    })?;
    if about.is_dir() {
        return Err(format!("{name} is a directory, not a file."));
    }
    if !about.is_file() {
        return Err(format!("{name} is not a regular file."));
    }
    if about.len() > LARGEST_FILE {
        return Err(format!("{name} is larger than the limit of 1 MiB."));
    }
    let bytes =
        fs::read(path).map_err(|error| format!("{name} can't be read: {error}."))?;
    text(bytes, name)
}

/// The bytes of the file called `name`, or why they can't be graded.
pub(super) fn text(bytes: Vec<u8>, name: &str) -> Result<Vec<u8>, String> {
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(format!("{name} is larger than the limit of 1 MiB."));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(format!("{name} is empty."));
    }
    if let Err(error) = std::str::from_utf8(&bytes) {
        let before = &bytes[..error.valid_up_to()];
        let line = before.iter().filter(|it| **it == b'\n').count() + 1;
        return Err(format!(
            "{name} is not UTF-8 text (see line {line}). Save it as UTF-8."
        ));
    }
    Ok(bytes)
}
