//! Cargo goes by times of change, a learner by what a file says.
//!
//! A file that is put back with its old time, as `mv backup.rs ordered_fetch.rs` does,
//! is no news to cargo, and the verdict would be the one on the text before. So the text
//! of each file is compared with the one last graded, and where it is another, the check,
//! which is built with it, gets a new time. The learner's file keeps its own: an editor
//! warns of a file that somebody else has touched.

use crate::{
    course::{Course, Exercise},
    lock::blob_id,
};
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// Makes cargo see whether this exercise or its check has another text than when last
/// graded; whether it has.
pub(crate) fn renew(course: &Course, exercise: &Exercise) -> bool {
    let check = course.root.join(exercise.check());
    let mut renewed = false;
    for (file, kind) in [(exercise.file(), "rs"), (exercise.check(), "check")] {
        let seen = seen(course).join(format!("{}.{kind}", exercise.name));
        // What is missing or cannot be changed is left alone: the compiler says what is
        // wrong with the one, and the other has no new text.
        let file = course.root.join(file);
        renewed |= renew_one(&file, &check, &seen).unwrap_or(true);
    }
    renewed
}

/// Whether nothing was graded here before.
pub(crate) fn never_graded(course: &Course) -> bool {
    !seen(course).exists()
}

/// Where it is noted which text of a file was graded last.
fn seen(course: &Course) -> PathBuf {
    course.target.join("xtask").join("seen")
}

fn renew_one(file: &Path, check: &Path, seen: &Path) -> io::Result<bool> {
    let text = blob_id(&fs::read(file)?);
    if fs::read_to_string(seen).is_ok_and(|last| last == text) {
        return Ok(false);
    }
    // Forget first: if we are ended in between, the next look renews it again.
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
