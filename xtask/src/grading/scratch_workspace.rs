//! The files of a scratch workspace: see `scratch.rs`.

use super::scratch_manifest as manifest;
use crate::course::{Course, Exercise};
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

/// The workspace's directory, and a lock on it. This waits until no other runner uses the
/// directory. Separate directories would not help, because cargo builds targets with the
/// same name into the same file.
pub(super) fn claim(target: &Path, folder: &str) -> io::Result<(PathBuf, File)> {
    let scratch = target.join(folder);
    fs::create_dir_all(&scratch)?;
    let claim = File::create(scratch.join(".claimed"))?;
    // On a file system without locks, users must not run two commands at the same time.
    claim.lock().ok();
    Ok((scratch, claim))
}

/// The text of a submission that can be built.
pub(super) struct Text {
    pub(super) exercise: Exercise,
    /// The name of its test target.
    pub(super) test: String,
    /// Its directory, relative to the workspace.
    pub(super) place: PathBuf,
    pub(super) bytes: Vec<u8>,
}

/// Writes the workspace's manifests, the texts, and a copy of each check.
pub(super) fn lay_out(
    course: &Course,
    scratch: &Path,
    texts: &[Text],
) -> io::Result<()> {
    let root = fs::read_to_string(course.root.join("Cargo.toml"))?;
    let mut members: Vec<_> =
        texts.iter().map(|it| it.exercise.folder.clone()).collect();
    members.dedup();
    let workspace = manifest::workspace(&root, &course.root, members)?;
    put(&scratch.join("Cargo.toml"), workspace.as_bytes())?;
    // A course without dependencies may have no Cargo.lock.
    if let Ok(lock) = fs::read(course.root.join("Cargo.lock")) {
        put(&scratch.join("Cargo.lock"), &lock)?;
    }
    for of_one_lesson in
        texts.chunk_by(|a, b| a.exercise.folder == b.exercise.folder)
    {
        let folder = &of_one_lesson[0].exercise.folder;
        let package = course.root.join("exercises").join(folder);
        let given = fs::read_to_string(package.join("Cargo.toml"))?;
        let tests = of_one_lesson.iter().map(|it| {
            let path = format!("{}/tests/{}.rs", it.test, it.exercise.name);
            (it.test.clone(), path)
        });
        let manifest = manifest::package(&given, &package, tests)?;
        put(&scratch.join(folder).join("Cargo.toml"), manifest.as_bytes())?;
        for text in of_one_lesson {
            let place = scratch.join(&text.place);
            let name = text.exercise.rust_file();
            put(&place.join(&name), &text.bytes)?;
            let check = fs::read(course.root.join(text.exercise.check()))?;
            put(&place.join("tests").join(&name), &check)?;
            // Most checks have no programs.
            if let Ok(programs) =
                fs::read(course.root.join(text.exercise.programs()))
            {
                put(&place.join("programs").join(&name), &programs)?;
            }
        }
    }
    Ok(())
}

/// Writes a file, unless it already has these contents: a new modification time would make
/// cargo rebuild it.
fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)
}
