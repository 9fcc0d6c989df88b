//! Detects whether an exercise has changed since it was last graded.
//!
//! Cargo compares modification times. If a file is replaced by one with an older time, as
//! `mv backup.rs ordered_fetch.rs` does, cargo does not rebuild it, and the verdict would be
//! about the previous text. So the runner compares the text of each file with the one that
//! was graded last. If it differs, the check, which is built from both files, gets a new
//! modification time. The learner's file keeps its time, because editors warn about files
//! that another program has changed.

use crate::course::{Course, Exercise, lockfile::blob_id};
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// Makes cargo rebuild this exercise if its files have changed since they were last graded.
/// Returns whether they have.
pub(super) fn refresh(course: &Course, exercise: &Exercise) -> bool {
    let check = course.root.join(exercise.check());
    let mut files = vec![(exercise.file(), "rs"), (exercise.check(), "check")];
    if course.root.join(exercise.programs()).exists() {
        files.push((exercise.programs(), "programs"));
    }
    let mut changed = false;
    for (file, kind) in files {
        let seen = seen(course).join(format!("{}.{kind}", exercise.name));
        // A file that is missing or can't be changed is skipped: the compiler reports a
        // missing one, and a file that can't be changed has no new text.
        let file = course.root.join(file);
        changed |= refresh_one(&file, &check, &seen).unwrap_or(true);
    }
    changed
}

/// Whether nothing was ever graded in this course.
pub(crate) fn never_graded(course: &Course) -> bool {
    !seen(course).exists()
}

/// The directory for the notes that record which text of each file was graded last.
fn seen(course: &Course) -> PathBuf {
    course.target.join("xtask").join("seen")
}

fn refresh_one(file: &Path, check: &Path, seen: &Path) -> io::Result<bool> {
    let text = blob_id(&fs::read(file)?);
    if fs::read_to_string(seen).is_ok_and(|last| last == text) {
        return Ok(false);
    }
    // Remove the note first: if the runner is killed in between, the next run refreshes
    // the file again.
    let _ = fs::remove_file(seen);
    touch(check).or_else(|_| touch(file))?;
    if let Some(folder) = seen.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(seen, text)?;
    Ok(true)
}

/// Sets the modification time to now. On some systems, the file only needs to be
/// open for reading, so this works even if it is read-only.
fn touch(file: &Path) -> io::Result<()> {
    let now = SystemTime::now();
    let read_only = File::open(file)?.set_modified(now);
    read_only.or_else(|_| File::options().append(true).open(file)?.set_modified(now))
}
