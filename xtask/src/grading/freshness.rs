//! Whether an exercise has changed since it was last graded.
//!
//! Cargo goes by modification times, a learner by what a file says. A file that is
//! restored with its old time, as `mv backup.rs ordered_fetch.rs` does, is not new to
//! cargo, and the verdict would be the one on the text before. So the text of each file is
//! compared with the one last graded, and if it differs, the check, which is built with
//! it, gets a new time. The learner's file keeps its own time: an editor warns about a
//! file that another program has touched.

use crate::course::{Course, Exercise, lockfile::blob_id};
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// Makes cargo see whether this exercise or its check has another text than when last
/// graded; whether it has.
pub(super) fn refresh(course: &Course, exercise: &Exercise) -> bool {
    let check = course.root.join(exercise.check());
    let mut files = vec![(exercise.file(), "rs"), (exercise.check(), "check")];
    if course.root.join(exercise.programs()).exists() {
        files.push((exercise.programs(), "programs"));
    }
    let mut changed = false;
    for (file, kind) in files {
        let seen = seen(course).join(format!("{}.{kind}", exercise.name));
        // What is missing or cannot be changed is left alone: the compiler says what is
        // wrong with the one, and the other has no new text.
        let file = course.root.join(file);
        changed |= refresh_one(&file, &check, &seen).unwrap_or(true);
    }
    changed
}

/// Whether nothing was graded here before.
pub(crate) fn never_graded(course: &Course) -> bool {
    !seen(course).exists()
}

/// Where it is noted which text of a file was graded last.
fn seen(course: &Course) -> PathBuf {
    course.target.join("xtask").join("seen")
}

fn refresh_one(file: &Path, check: &Path, seen: &Path) -> io::Result<bool> {
    let text = blob_id(&fs::read(file)?);
    if fs::read_to_string(seen).is_ok_and(|last| last == text) {
        return Ok(false);
    }
    // Forget first: if we are ended in between, the next look refreshes it again.
    let _ = fs::remove_file(seen);
    touch(check).or_else(|_| touch(file))?;
    if let Some(folder) = seen.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(seen, text)?;
    Ok(true)
}

/// Some systems let an owner set the time of a file that is open for reading only.
fn touch(file: &Path) -> io::Result<()> {
    let now = SystemTime::now();
    let read_only = File::open(file)?.set_modified(now);
    read_only.or_else(|_| File::options().append(true).open(file)?.set_modified(now))
}
