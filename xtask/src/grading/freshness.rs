//! Detects whether an exercise has changed since it was last graded.
//!
//! Cargo compares modification times. If a file is replaced by one with an older
//! modification time, as `mv backup.rs ordered_fetch.rs` does, cargo doesn't rebuild it,
//! so the verdict would be about the previous text. So the runner compares each file's
//! text with the text that was graded last. If it differs, the check, which is built from
//! both files, gets a new modification time. The learner's file keeps its modification
//! time, because editors warn about files that another program has changed. In a
//! read-only checkout, the builds are removed instead.

use crate::course::{Course, Exercise, cargo, lockfile::blob_id};
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process::Stdio,
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
        // A file that is missing is skipped, because the compiler reports it.
        let file = course.root.join(file);
        let forget = || forget_builds(course, exercise);
        changed |= refresh_one(&file, &check, &seen, forget).unwrap_or(true);
    }
    changed
}

/// True if nothing has ever been graded in this course.
pub(crate) fn never_graded(course: &Course) -> bool {
    !seen(course).exists()
}

/// The directory for the notes that record the last graded text of each file.
fn seen(course: &Course) -> PathBuf {
    course.target.join("xtask").join("seen")
}

fn refresh_one(
    file: &Path,
    check: &Path,
    seen: &Path,
    forget_builds: impl FnOnce() -> io::Result<()>,
) -> io::Result<bool> {
    let text = blob_id(&fs::read(file)?);
    if fs::read_to_string(seen).is_ok_and(|last| last == text) {
        return Ok(false);
    }
    // Remove the note first: if the runner is killed in between, the next run refreshes
    // the file again.
    let _ = fs::remove_file(seen);
    touch(check).or_else(|_| touch(file)).or_else(|_| forget_builds())?;
    if let Some(folder) = seen.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(seen, text)?;
    Ok(true)
}

/// Sets the modification time to now. On some systems, the file only needs to be open for
/// reading, so this works even for a read-only file.
fn touch(file: &Path) -> io::Result<()> {
    let now = SystemTime::now();
    let read_only = File::open(file)?.set_modified(now);
    read_only.or_else(|_| File::options().append(true).open(file)?.set_modified(now))
}

/// Removes the builds of an exercise's package. In a read-only checkout, this is the only
/// way to make cargo rebuild: the runner can't change the files, but someone can change
/// them elsewhere.
fn forget_builds(course: &Course, exercise: &Exercise) -> io::Result<()> {
    let mut clean = cargo(&course.root);
    clean.args(["clean", "--quiet", "--package", &exercise.package]);
    let output = clean.stdin(Stdio::null()).output()?;
    let said = || String::from_utf8_lossy(&output.stderr).into_owned();
    output.status.success().then_some(()).ok_or_else(|| io::Error::other(said()))
}
