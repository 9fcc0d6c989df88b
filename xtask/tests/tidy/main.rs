//! Rules of the house that no compiler checks, as tests: each failure names the file, the
//! rule and the next step.

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

/// The workspace's folder.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("it lies in the workspace")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<_> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The names of numbered folders, `06-gather`, sorted.
fn numbered(folder: &str) -> Vec<String> {
    let mut names = names(&root().join(folder));
    names.retain(|name| name.starts_with(|it: char| it.is_ascii_digit()));
    names
}

/// The course's files with this extension. What learners write is theirs: neither their
/// exercises nor files that git does not know are looked at, for `cargo test` may not
/// fail by them.
fn files(extension: &str) -> Vec<PathBuf> {
    let ending = format!(".{extension}");
    let paths = tracked().into_iter().filter(|path| path.ends_with(&ending));
    let paths =
        paths.filter(|path| !is_learners(path)).map(|path| root().join(path));
    paths.filter(|path| path.exists()).collect()
}

/// What git tracks; where there is no git, nothing.
fn tracked() -> Vec<String> {
    let git =
        Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output();
    let listed = git.map(|it| it.stdout).unwrap_or_default();
    let listed = String::from_utf8(listed).expect("our names are ASCII");
    listed.split_terminator('\0').map(str::to_owned).collect()
}

/// `exercises/06-gather/ordered_fetch.rs`
fn is_learners(path: &str) -> bool {
    let parts: Vec<_> = path.split('/').collect();
    matches!(parts[..], ["exercises", folder, file] if folder != "probe" && file.ends_with(".rs"))
}

/// Fails with all faults at once: fixing them one by one takes a build each.
#[track_caller]
fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}
