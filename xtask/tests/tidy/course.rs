//! Lessons, exercises, and solutions are complete and match.

use crate::{assert_none, is_numbered, names, numbered, read, root, tracked};
use std::{collections::BTreeSet, path::Path};

#[test]
fn every_lesson_has_all_its_parts() {
    let mut faults = Vec::new();
    for lesson in numbered("lessons") {
        for part in [
            "lessons/*/Cargo.toml",
            "lessons/*/README.md",
            "lessons/*/tests/story.rs",
            "lessons/*/python/twin.py",
            "lessons/*/python/twin.txt",
            "exercises/*/Cargo.toml",
            "solutions/*",
        ] {
            let path = part.replace('*', &lesson);
            if !root().join(&path).exists() {
                faults.push(format!("{path} is missing: every lesson has one"));
            }
        }
        // If the lesson's crate is a library, the story is in its own directory.
        let stories = ["src/main.rs", "story/main.rs"];
        let directory = root().join("lessons").join(&lesson);
        if stories.map(|it| directory.join(it).exists()) == [false; 2] {
            faults.push(format!(
                "lessons/{lesson} has no story: add {}",
                stories.join(" or ")
            ));
        }
    }
    assert_none(&faults);
}

#[test]
fn exercises_and_solutions_have_the_directories_of_the_lessons() {
    let lessons = numbered("lessons");
    assert_eq!(
        lessons,
        numbered("exercises"),
        "exercises and lessons must have the same directories"
    );
    let mut solutions = names(&root().join("solutions"));
    solutions.retain(|it| is_numbered(it));
    assert_eq!(
        lessons, solutions,
        "solutions and lessons must have the same directories"
    );
}

/// One of the package lists in the workspace's manifest.
pub(crate) fn members(list: &str) -> Vec<String> {
    let workspace = &manifest("Cargo.toml")["workspace"];
    let members = workspace[list].as_array().into_iter().flatten();
    let members = members.map(|it| it.as_str().expect("a member is a path"));
    members.map(str::to_owned).collect()
}

/// Cargo treats a member as a pattern that includes the checkout's path, which may
/// contain `[` or `*`. So the manifest names each package, and this test keeps the list
/// complete. Directories that git does not track are the learner's.
#[test]
fn the_workspace_lists_every_package_and_plain_cargo_skips_the_exercises() {
    let is_exercise =
        |it: &String| it.strip_prefix("exercises/").is_some_and(is_numbered);
    let (all, default) = (members("members"), members("default-members"));
    assert!(all.is_sorted(), "Cargo.toml: sort `members`: {all:?}");
    let plain: Vec<_> = all.iter().filter(|it| !is_exercise(it)).collect();
    assert_eq!(
        Vec::from_iter(&default),
        plain,
        "Cargo.toml: `default-members` must be `members` without the exercises"
    );
    let tracked = tracked();
    let packages = tracked.iter().filter_map(|it| it.strip_suffix("/Cargo.toml"));
    let packages: BTreeSet<_> = packages.collect();
    // Without git, only the list's own entries can be checked.
    if !packages.is_empty() {
        let all: BTreeSet<_> = all.iter().map(String::as_str).collect();
        assert_eq!(all, packages, "Cargo.toml: `members` must list every package");
    }
    for member in all {
        let manifest = root().join(&member).join("Cargo.toml");
        assert!(manifest.exists(), "Cargo.toml: `members` lists {member}");
    }
}

#[test]
fn packages_are_named_after_their_directories() {
    let mut faults = Vec::new();
    for directory in numbered("lessons") {
        let (_, slug) = directory.split_once('-').unwrap();
        for (part, name) in [
            ("lessons", slug.to_owned()),
            ("exercises", format!("{slug}-exercises")),
        ] {
            let path = format!("{part}/{directory}/Cargo.toml");
            if manifest(&path)["package"]["name"].as_str() != Some(&name) {
                faults.push(format!("{path}: name the package `{name}`"));
            }
        }
    }
    assert_none(&faults);
}

/// A manifest, by its path relative to the course.
fn manifest(path: &str) -> toml::Table {
    let text = read(&root().join(path));
    text.parse().unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The exercises in a directory, in the order of its manifest's `[[test]]` list.
pub(crate) fn exercises(directory: &str) -> Vec<String> {
    let manifest = manifest(&format!("exercises/{directory}/Cargo.toml"));
    let tests = manifest.get("test").and_then(|it| it.as_array());
    let names = tests.into_iter().flatten().map(|test| test["name"].as_str());
    names.map(|name| name.expect("a test has a name").to_owned()).collect()
}

/// The exercise's own file belongs to the learner: `headers` checks it if it is the original.
#[test]
fn every_exercise_has_all_its_parts() {
    let mut faults = Vec::new();
    for directory in numbered("exercises") {
        for exercise in exercises(&directory) {
            faults.extend(faults_of(&directory, &exercise));
        }
    }
    assert_none(&faults);
}

fn faults_of(directory: &str, exercise: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let at = |path: &str| root().join(path);
    let check = format!("exercises/{directory}/tests/{exercise}.rs");
    let hints = format!("exercises/{directory}/hints/{exercise}.md");
    let reference = format!("solutions/{directory}/{exercise}.rs");
    for path in [&check, &hints, &reference] {
        if !at(path).exists() {
            faults.push(format!("{path} is missing"));
        }
    }
    if !faults.is_empty() {
        return faults;
    }
    let levels =
        read(&at(&hints)).lines().filter(|it| it.starts_with("## ")).count();
    if levels < 3 {
        faults.push(format!("{hints} has {levels} levels: write at least 3"));
    }
    for (kind, least) in [("right", 2), ("wrong", 3)] {
        let variants = format!("solutions/{directory}/{exercise}/{kind}");
        let count =
            names(&at(&variants)).iter().filter(|it| it.ends_with(".rs")).count();
        if count < least {
            faults.push(format!(
                "{variants} has {count} variants: write at least {least}"
            ));
        }
    }
    faults
}

#[test]
fn every_file_of_an_exercise_belongs_to_a_listed_exercise() {
    let mut faults = Vec::new();
    for directory in numbered("exercises") {
        let known = exercises(&directory);
        for (place, ending) in [
            (format!("exercises/{directory}/tests"), ".rs"),
            (format!("exercises/{directory}/programs"), ".rs"),
            (format!("exercises/{directory}/hints"), ".md"),
            (format!("solutions/{directory}"), ".rs"),
        ] {
            for name in names(Path::new(&root().join(&place))) {
                if let Some(stem) = name.strip_suffix(ending)
                    && !known.iter().any(|it| it == stem)
                {
                    faults.push(format!(
                        "{place}/{name}: no [[test]] of {directory} has its name"
                    ));
                }
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn names_of_exercises_are_unique() {
    let mut all: Vec<_> =
        numbered("exercises").iter().flat_map(|it| exercises(it)).collect();
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count, "each name must mean one exercise");
}

/// This is how the runner distinguishes a check's tests from the learner's.
#[test]
fn the_tests_of_checks_are_not_in_modules() {
    let mut faults = Vec::new();
    for lesson in numbered("exercises") {
        let checks = root().join("exercises").join(&lesson).join("tests");
        for name in names(&checks) {
            let check = read(&checks.join(&name));
            if check.lines().any(|it| it.starts_with(' ') && it.ends_with("test]")) {
                faults.push(format!(
                    "exercises/{lesson}/tests/{name} has a test in a module: move it \
                     to the top level"
                ));
            }
        }
    }
    assert_none(&faults);
}
