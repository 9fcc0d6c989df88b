//! The scratch workspace: per case a folder with its text and a copy of the check, per
//! lesson a package whose test targets the cases are.
//!
//! Its manifests are the real ones but for members and targets, so that a variant is
//! built as a learner's file is: same lints, same versions, same compiled dependencies.

use super::Case;
use crate::course::Course;
use std::{fmt::Write, fs, io, path::Path};

/// Writes the workspace for `cases` into `scratch`.
pub(super) fn lay_out(
    course: &Course,
    scratch: &Path,
    cases: &[Case],
) -> io::Result<()> {
    let root = fs::read_to_string(course.root.join("Cargo.toml"))?;
    put(&scratch.join("Cargo.toml"), &workspace(&root, &course.root, cases))?;
    put(
        &scratch.join("Cargo.lock"),
        &fs::read_to_string(course.root.join("Cargo.lock"))?,
    )?;
    for of_one_lesson in
        cases.chunk_by(|a, b| a.exercise.folder == b.exercise.folder)
    {
        let folder = &of_one_lesson[0].exercise.folder;
        let package = course.root.join("exercises").join(folder);
        let manifest = fs::read_to_string(package.join("Cargo.toml"))?;
        put(
            &scratch.join(folder).join("Cargo.toml"),
            &targets(&manifest, of_one_lesson),
        )?;
        for case in of_one_lesson {
            let place = scratch.join(folder).join(case.target().test);
            let name = format!("{}.rs", case.exercise.name);
            put(&place.join(&name), &fs::read_to_string(&case.file)?)?;
            let check = fs::read_to_string(package.join("tests").join(&name))?;
            put(&place.join("tests").join(&name), &check)?;
        }
    }
    Ok(())
}

/// The root manifest from its second table on, behind a list of our own members.
fn workspace(root: &str, folder: &Path, cases: &[Case]) -> String {
    let mut members: Vec<_> = cases.iter().map(|it| &*it.exercise.folder).collect();
    members.dedup();
    let shared = root.find("[workspace.package]").map_or("", |start| &root[start..]);
    // Forward slashes: a backslash begins an escape in TOML.
    let folder = folder.to_string_lossy().replace('\\', "/");
    let shared = shared.replace("path = \"", &format!("path = \"{folder}/"));
    format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n{shared}")
}

/// An exercise package's manifest with the cases for its test targets.
fn targets(manifest: &str, cases: &[Case]) -> String {
    let mut text = String::new();
    let mut in_test = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_test = line == "[[test]]";
        }
        if !in_test {
            writeln!(text, "{line}").expect("a string takes all that is written");
        }
    }
    for case in cases {
        let test = case.target().test;
        let name = &case.exercise.name;
        write!(
            text,
            "\n[[test]]\nname = \"{test}\"\npath = \"{test}/tests/{name}.rs\"\n"
        )
        .expect("a string takes all that is written");
    }
    text
}

/// Writes a file, unless it holds this text: cargo goes by times of change.
fn put(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}
