//! Headers of exercises. The files belong to the learner, so only the ones that are still
//! the originals are checked.

use crate::{assert_none, course::exercises, numbered, read, root};
use std::{fs, process::Command};

const KINDS: [&str; 5] = ["predict", "fix", "build", "compile-error", "measure"];

#[test]
fn every_exercise_begins_with_its_task() {
    let given = given();
    let mut faults = Vec::new();
    for directory in numbered("exercises") {
        for exercise in exercises(&directory) {
            let path = format!("exercises/{directory}/{exercise}.rs");
            let Ok(text) = fs::read_to_string(root().join(&path)) else { continue };
            if !given.contains(&path) {
                continue;
            }
            if let Err(why) = validate(&text) {
                faults.push(format!("{path}: {why}"));
            }
        }
    }
    assert_none(&faults);
}

/// The files that still match their ids in the lock file; without git, none.
pub(crate) fn given() -> Vec<String> {
    let lock = read(&root().join("exercises/course.lock"));
    let lines = lock.lines().filter(|line| !line.starts_with('#'));
    let locked = lines.filter_map(|line| line.split_once(' '));
    let locked = locked.filter(|(_, path)| root().join(path).exists());
    let (ids, paths): (Vec<_>, Vec<_>) = locked.unzip();
    let mut git = Command::new("git");
    git.arg("hash-object").args(&paths).current_dir(root());
    let hashed = git.output().map(|it| it.stdout).unwrap_or_default();
    let hashed = String::from_utf8(hashed).expect("ids are ASCII");
    let mut given = Vec::new();
    for (index, id) in hashed.lines().enumerate() {
        if ids[index] == id {
            given.push(paths[index].to_owned());
        }
    }
    given
}

/// Checks that `text` begins with a title, a kind, minutes, and a task.
fn validate(text: &str) -> Result<(), String> {
    let head = text.lines().map_while(|line| line.strip_prefix("//!"));
    let head: Vec<_> = head.map(str::trim).collect();
    let title = head.first().and_then(|line| line.strip_prefix("# "));
    title.ok_or("begin it with `//! # Title`")?;
    let kind = head.get(2).unwrap_or(&"").trim_matches('*');
    let task = head.get(3..).unwrap_or_default();
    let form = "its third line must be like `//! **build, 10 minutes**`";
    let (kind, minutes) = kind.split_once(", ").ok_or(form)?;
    if !KINDS.contains(&kind) {
        return Err(format!("`{kind}` is not one of {KINDS:?}"));
    }
    let minutes = minutes.strip_suffix(" minutes").and_then(|it| it.parse().ok());
    if minutes.is_none_or(|it: u32| !(1..=60).contains(&it)) {
        return Err(format!("an exercise must take 1 to 60 minutes, and {form}"));
    }
    if task.iter().all(|line| line.is_empty()) {
        return Err("it has no task below its kind".to_owned());
    }
    if !task.iter().any(|line| line.contains("Taught in")) {
        return Err("it has no paragraph `**Taught in:** …`".to_owned());
    }
    Ok(())
}

#[test]
fn a_broken_header_is_rejected() {
    let sound = "//! # A\n//!\n//! **build, 10 minutes**\n//!\n//! Do it.\n//!\n\
                 //! **Taught in:** lessons/01-a, \"B\".\n";
    assert_eq!(validate(sound), Ok(()));
    for (from, to) in [
        ("# A", "A"),
        ("build", "guess"),
        ("10 minutes", "ten minutes"),
        ("10 minutes", "100 minutes"),
        ("//! **build, 10 minutes**\n", ""),
        ("**Taught in:**", "Look at"),
        ("//! Do it.\n//!\n//! **Taught in:** lessons/01-a, \"B\".\n", ""),
    ] {
        validate(&sound.replace(from, to)).unwrap_err();
    }
}
