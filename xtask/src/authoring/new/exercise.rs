//! Scaffolds an exercise.

use super::{
    manifest, page,
    scaffold::{Scaffold, fill, read, title_of},
};
use crate::{
    authoring::lock,
    course::{Course, Exercise, Lesson, kind::Kind},
    terminal::{error::Error, output::say},
};

/// Scaffolds the exercise `name`. `lesson` is the number, slug, or directory of its
/// lesson.
pub(super) fn scaffold(
    course: &Course,
    lesson: &str,
    name: &str,
    kind: Kind,
) -> Result<(), Error> {
    let name = name.replace('-', "_");
    check_name(course, &name)?;
    let is_meant = |it: &&Lesson| {
        let number = it.folder.split('-').next().unwrap_or_default();
        lesson == it.folder || lesson == it.slug() || lesson == number
    };
    let lesson = course
        .lessons
        .iter()
        .find(is_meant)
        .ok_or_else(|| Error::NoSuchLesson { name: lesson.to_owned() })?;
    let slug = lesson.slug();
    let exercise = Exercise {
        name: name.clone(),
        package: format!("{slug}-exercises"),
        folder: lesson.folder.clone(),
        header: None,
    };
    let mut scaffold = Scaffold::default();
    add_files(&mut scaffold, &exercise, kind);
    add_variants(&mut scaffold, &exercise, kind);
    change_manifest(&mut scaffold, course, &exercise)?;
    change_page(&mut scaffold, course, &exercise)?;
    scaffold.write(course)?;
    update_lockfile(course, &exercise)?;
    say!(
        "\nNext, write the parts that are marked with TODO(author). To list them:\n  \
         cargo xtask prove {name}\nThen, and after each change to the check or the \
         exercise file, run:\n  cargo xtask lock"
    );
    Ok(())
}

fn check_name(course: &Course, name: &str) -> Result<(), Error> {
    let bad = |why| Err(Error::BadName { name: name.to_owned(), why });
    let is_letter =
        |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_';
    if !name.starts_with(|it: char| it.is_ascii_lowercase())
        || !name.chars().all(is_letter)
    {
        return bad("Use lowercase letters, digits, and `_`, like first_of_many.");
    }
    // The name becomes the name of a module in the check.
    const TAKEN: [&str; 14] = [
        "async", "await", "break", "dyn", "enum", "for", "impl", "loop", "match",
        "move", "programs", "type", "while", "yield",
    ];
    if TAKEN.contains(&name) {
        return bad(
            "It is a Rust keyword or a module of the check. Choose another name.",
        );
    }
    if course.exercises().any(|it| it.name == name) {
        return bad("Another exercise has this name. Choose another name.");
    }
    Ok(())
}

fn add_files(scaffold: &mut Scaffold, exercise: &Exercise, kind: Kind) {
    let verb = match kind {
        Kind::Predict => "predict",
        Kind::Fix => "fix",
        Kind::Build => "build",
        Kind::CompileError => "make compile",
        Kind::Measure => "measure",
    };
    let title = title_of(&exercise.name);
    let values = [
        ("name", exercise.name.as_str()),
        ("title", &title),
        ("kind", kind.name()),
        ("verb", verb),
        ("directory", &exercise.folder),
    ];
    let (stub, check) = match kind {
        Kind::Build => (
            include_str!("exercise/stub_build.txt"),
            include_str!("exercise/check_function.txt"),
        ),
        Kind::Fix => (
            include_str!("exercise/stub_fix.txt"),
            include_str!("exercise/check_function.txt"),
        ),
        Kind::CompileError => (
            include_str!("exercise/stub_compile_error.txt"),
            include_str!("exercise/check_function.txt"),
        ),
        Kind::Predict => (
            include_str!("exercise/stub_guess.txt"),
            include_str!("exercise/check_predict.txt"),
        ),
        Kind::Measure => (
            include_str!("exercise/stub_guess.txt"),
            include_str!("exercise/check_measure.txt"),
        ),
    };
    let header = fill(include_str!("exercise/header.txt"), &values);
    scaffold.add(exercise.file(), header + stub);
    scaffold.add(exercise.check(), fill(check, &values));
    if kind == Kind::Predict {
        scaffold.add(
            exercise.programs(),
            include_str!("exercise/programs.txt").to_owned(),
        );
    }
    scaffold.add(exercise.hints(), include_str!("exercise/hints.txt").to_owned());
}

/// A variant: its file, its directive, its answer, and what the author should fill in.
type Variant = (&'static str, &'static str, &'static str, &'static str);

const REASON: &str =
    "say what learners who write this believe, and rename the file.";
const APPROACH: &str =
    "say how this differs from the reference, and rename the file.";

const FUNCTIONS: [Variant; 6] = [
    ("right/another_way", "", "6 * 7", APPROACH),
    ("right/a_third_way", "", "(1..=6).map(|it| 2 * it).sum()", APPROACH),
    ("wrong/too_small", "tests-failed: the answer was 4,", "4", REASON),
    ("wrong/too_large", "tests-failed: the answer was 400,", "400", REASON),
    ("wrong/another_type", "does-not-compile: E0308", "\"42\"", REASON),
    ("wrong/exits", "exited-early", "std::process::exit(0)", REASON),
];

const MEASUREMENTS: [Variant; 6] = [
    ("right/another_way", "", "Some(6 * 7)", APPROACH),
    ("right/a_third_way", "", "Some(2 + 4 + 6 + 8 + 10 + 12)", APPROACH),
    ("wrong/too_small", "tests-failed: the answer was 4,", "Some(4)", REASON),
    ("wrong/too_large", "tests-failed: the answer was 400,", "Some(400)", REASON),
    ("wrong/another_type", "does-not-compile: E0308", "Some(\"42\")", REASON),
    ("wrong/no_answer", "tests-failed: there is no answer yet", "None", REASON),
];

const PREDICTIONS: [Variant; 6] = [
    ("right/another_way", "", "Some(6 * 7)", APPROACH),
    ("right/a_third_way", "", "Some(2 + 4 + 6 + 8 + 10 + 12)", APPROACH),
    ("wrong/too_small", "tests-failed: you guessed 4;", "Some(4)", REASON),
    ("wrong/too_large", "tests-failed: you guessed 400;", "Some(400)", REASON),
    ("wrong/another_type", "does-not-compile: E0308", "Some(\"42\")", REASON),
    ("wrong/no_answer", "tests-failed: have not guessed its answer", "None", REASON),
];

fn add_variants(scaffold: &mut Scaffold, exercise: &Exercise, kind: Kind) {
    let guess = include_str!("exercise/variant_guess.txt");
    let function = include_str!("exercise/variant_function.txt");
    let (template, answer, variants) = match kind {
        Kind::Predict => (guess, "Some(42)", PREDICTIONS),
        Kind::Measure => (guess, "Some(42)", MEASUREMENTS),
        Kind::Fix | Kind::Build | Kind::CompileError => (function, "42", FUNCTIONS),
    };
    let text = |directive: &str, value: &str, todo: &str| {
        let directive = match directive {
            "" => String::new(),
            directive => format!("//! {directive}\n//!\n"),
        };
        fill(
            template,
            &[("directive", &directive), ("value", value), ("todo", todo)],
        )
    };
    let reference = text("", answer, "say why this solution is good.");
    scaffold.add(exercise.solution(), reference);
    let folder = exercise.solution().with_extension("");
    for (file, directive, value, todo) in variants {
        let path = folder.join(format!("{file}.rs"));
        scaffold.add(path, text(directive, value, todo));
    }
}

/// Adds the exercise to the manifest of its package. The lesson's first exercise creates the
/// manifest.
fn change_manifest(
    scaffold: &mut Scaffold,
    course: &Course,
    exercise: &Exercise,
) -> Result<(), Error> {
    let path = format!("exercises/{}/Cargo.toml", exercise.folder);
    if !course.root.join(&path).exists() {
        let entry = manifest::entry(&exercise.name);
        let values = [("slug", exercise.lesson()), ("test", &entry)];
        scaffold.add(path, fill(include_str!("exercise/manifest.txt"), &values));
        let member = format!("exercises/{}", exercise.folder);
        return manifest::add_member(scaffold, course, &member, &["members"]);
    }
    let text = read(course, &path)?;
    let changed = manifest::with_test(&text, &exercise.name);
    let changed = changed.map_err(|error| Error::BrokenManifest {
        path: path.clone(),
        why: error.to_string(),
    })?;
    scaffold.change(path, changed);
    Ok(())
}

fn change_page(
    scaffold: &mut Scaffold,
    course: &Course,
    exercise: &Exercise,
) -> Result<(), Error> {
    let path = exercise.readme();
    let name = &exercise.name;
    let line = format!(
        "- `{name}`: TODO(author): say in one sentence what the exercise asks for."
    );
    let text = read(course, &path)?;
    let changed = page::with_line(&text, name, &line).ok_or_else(|| {
        Error::NoSection { page: path.clone(), heading: page::HEADING }
    })?;
    scaffold.change(path, changed);
    Ok(())
}

/// Adds the new files to the lock file. The other entries are not updated, because
/// the author may still be editing those files.
fn update_lockfile(course: &Course, exercise: &Exercise) -> Result<(), Error> {
    let files = [exercise.file(), exercise.check(), exercise.programs()];
    lock::add(course, files.into_iter().filter(|it| course.root.join(it).exists()))
}
