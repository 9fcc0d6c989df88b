//! Lessons, exercises and solutions go together.

use crate::{assert_none, names, numbered, read, root};
use std::path::Path;

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
        // A lesson whose crate is a library has its story beside it.
        let stories = ["src/main.rs", "story/main.rs"];
        let folder = root().join("lessons").join(&lesson);
        if stories.map(|it| folder.join(it).exists()) == [false; 2] {
            faults.push(format!("lessons/{lesson} has no story: {stories:?}"));
        }
    }
    assert_none(&faults);
}

#[test]
fn nothing_lies_beside_the_lessons() {
    let lessons = numbered("lessons");
    assert_eq!(
        lessons,
        numbered("exercises"),
        "exercises have the folders of lessons"
    );
    assert_eq!(
        lessons,
        numbered("solutions"),
        "solutions have the folders of lessons"
    );
}

#[test]
fn packages_are_called_after_their_folders() {
    let mut faults = Vec::new();
    for folder in numbered("lessons") {
        let (_, slug) = folder.split_once('-').unwrap();
        for (part, name) in [
            ("lessons", slug.to_owned()),
            ("exercises", format!("{slug}-exercises")),
        ] {
            let path = format!("{part}/{folder}/Cargo.toml");
            if manifest(&path)["package"]["name"].as_str() != Some(&name) {
                faults.push(format!("{path}: the package is called `{name}`"));
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

/// The exercises of a folder, in the order of its manifest's `[[test]]` list.
pub(crate) fn exercises(folder: &str) -> Vec<String> {
    let manifest = manifest(&format!("exercises/{folder}/Cargo.toml"));
    let tests = manifest.get("test").and_then(|it| it.as_array());
    let names = tests.into_iter().flatten().map(|test| test["name"].as_str());
    names.map(|name| name.expect("a test has a name").to_owned()).collect()
}

/// Its own file is the learner's: `headers` looks at it, if it is as it was given.
#[test]
fn every_exercise_has_all_its_parts() {
    let mut faults = Vec::new();
    for folder in numbered("exercises") {
        for exercise in exercises(&folder) {
            faults.extend(faults_of(&folder, &exercise));
        }
    }
    assert_none(&faults);
}

fn faults_of(folder: &str, exercise: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let at = |path: &str| root().join(path);
    let check = format!("exercises/{folder}/tests/{exercise}.rs");
    let hints = format!("exercises/{folder}/hints/{exercise}.md");
    let reference = format!("solutions/{folder}/{exercise}.rs");
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
        faults.push(format!("{hints} has {levels} levels: give at least 3"));
    }
    for (kind, least) in [("right", 2), ("wrong", 3)] {
        let variants = format!("solutions/{folder}/{exercise}/{kind}");
        let count =
            names(&at(&variants)).iter().filter(|it| it.ends_with(".rs")).count();
        if count < least {
            faults.push(format!("{variants} has {count}: give at least {least}"));
        }
    }
    faults
}

#[test]
fn no_file_of_an_exercise_is_without_an_exercise() {
    let mut faults = Vec::new();
    for folder in numbered("exercises") {
        let known = exercises(&folder);
        for (place, ending) in [
            (format!("exercises/{folder}/tests"), ".rs"),
            (format!("exercises/{folder}/programs"), ".rs"),
            (format!("exercises/{folder}/hints"), ".md"),
            (format!("solutions/{folder}"), ".rs"),
        ] {
            for name in names(Path::new(&root().join(&place))) {
                if let Some(stem) = name.strip_suffix(ending)
                    && !known.iter().any(|it| it == stem)
                {
                    faults.push(format!(
                        "{place}/{name}: no [[test]] of {folder} has its name"
                    ));
                }
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn exercises_have_names_of_their_own() {
    let mut all: Vec<_> =
        numbered("exercises").iter().flat_map(|it| exercises(it)).collect();
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count, "a name means one exercise in the whole course");
}
