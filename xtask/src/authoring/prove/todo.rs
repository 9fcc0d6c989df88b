//! Finds the parts of an exercise that its author still has to write.

use crate::course::{Course, Exercise};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The marker that `cargo xtask new` writes.
const MARK: &str = "TODO(author): ";

/// Every marked line in an exercise's files, as `path:line: what to write`.
pub(super) fn find(course: &Course, exercise: &Exercise) -> Vec<String> {
    let mut files = vec![
        exercise.file(),
        exercise.check(),
        exercise.programs(),
        exercise.hints(),
        exercise.solution(),
    ];
    let variants = exercise.solution().with_extension("");
    files.extend(rust_files(course, &variants.join("right")));
    files.extend(rust_files(course, &variants.join("wrong")));
    let lines = files.iter().flat_map(|path| marked(course, path));
    // The page covers the whole lesson, so only its line about this exercise
    // counts.
    let item = format!("- `{}`: ", exercise.name);
    let page = exercise.readme();
    let page =
        marked(course, &page).into_iter().filter(|it| it.text.starts_with(&item));
    lines.chain(page).map(|it| it.to_string()).collect()
}

/// A marked line.
struct Marked {
    path: PathBuf,
    number: usize,
    text: String,
}

impl std::fmt::Display for Marked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let what = self.text.split_once(MARK).map_or("", |(_, what)| what);
        write!(f, "{}:{}: {what}", self.path.display(), self.number)
    }
}

fn marked(course: &Course, path: &Path) -> Vec<Marked> {
    // A missing file is either optional or already reported.
    let text = fs::read_to_string(course.root.join(path)).unwrap_or_default();
    let lines = (1..).zip(text.lines()).filter(|(_, line)| line.contains(MARK));
    let marked = lines.map(|(number, text)| Marked {
        path: path.to_owned(),
        number,
        text: text.to_owned(),
    });
    marked.collect()
}

fn rust_files(course: &Course, folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(course.root.join(folder)).into_iter().flatten();
    let names = entries.flatten().map(|it| folder.join(it.file_name()));
    let mut files: Vec<_> =
        names.filter(|it| it.extension().is_some_and(|it| it == "rs")).collect();
    files.sort();
    files
}
