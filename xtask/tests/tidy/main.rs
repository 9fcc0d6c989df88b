//! Rules for this repository that the compiler can't check. Each failure names the file, the
//! rule, and the next step.

mod course;
mod dependencies;
mod headers;
mod imports;
mod language;
mod misconceptions;
mod modules;
mod rosetta;
mod text;
mod tracks;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The directory of the workspace.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask is in the workspace")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The names in a directory, sorted.
fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let mut names: Vec<_> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The names of the numbered directories in `lessons` or `exercises` that are members of the
/// workspace, like `06-gather`, sorted. A learner's copy of a directory is not a member.
fn numbered(directory: &str) -> Vec<String> {
    let prefix = format!("{directory}/");
    let members = course::members("members");
    let names = members.iter().filter_map(|it| it.strip_prefix(&prefix));
    let mut names: Vec<_> = names.filter(|it| is_numbered(it)).collect();
    names.sort_unstable();
    assert!(!names.is_empty(), "{directory}: lessons and exercises have members");
    names.into_iter().map(str::to_owned).collect()
}

fn is_numbered(name: &str) -> bool {
    name.starts_with(|it: char| it.is_ascii_digit())
}

/// The course's files with this extension. Exercises and files that git does not track are
/// left out: they belong to the learner, and must not make `cargo test` fail.
fn files(extension: &str) -> Vec<PathBuf> {
    let ending = format!(".{extension}");
    let paths = tracked().into_iter().filter(|path| path.ends_with(&ending));
    let paths =
        paths.filter(|path| !is_learners(path)).map(|path| root().join(path));
    paths.filter(|path| path.exists()).collect()
}

/// The files that git tracks; without git, none.
fn tracked() -> Vec<String> {
    let git =
        Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output();
    let listed = git.map(|it| it.stdout).unwrap_or_default();
    let listed = String::from_utf8(listed).expect("the paths are ASCII");
    listed.split_terminator('\0').map(str::to_owned).collect()
}

/// Whether this is a learner's file, like `exercises/06-gather/ordered_fetch.rs`.
fn is_learners(path: &str) -> bool {
    let parts: Vec<_> = path.split('/').collect();
    matches!(parts[..], ["exercises", directory, file] if directory != "probe" && file.ends_with(".rs"))
}

/// Reports all faults together, so that each fix doesn't need its own test run.
#[track_caller]
fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}
