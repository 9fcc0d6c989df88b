//! Loads a lesson's README and what it may quote: what the story, the twin, and the
//! compiler print, and the source code.

use std::{
    fs,
    path::{Path, PathBuf},
};

pub(super) struct Readme {
    pub(super) text: String,
    /// What the story, the twin, and the compiler print.
    pub(super) prints: Vec<String>,
    pub(super) rust: Vec<String>,
    pub(super) python: Vec<String>,
}

impl Readme {
    /// `lesson` is the directory of the lesson, and `printed` is what its story prints.
    pub(super) fn of(lesson: &str, printed: String) -> Self {
        let lesson = Path::new(lesson);
        let twin = lesson.join("python");
        let all =
            |extension| files(lesson, extension).iter().map(|it| read(it)).collect();
        let mut prints: Vec<String> = all("stderr");
        prints.extend([printed, read(&twin.join("twin.txt"))]);
        Self {
            text: read(&lesson.join("README.md")),
            prints,
            rust: all("rs"),
            python: vec![read(&twin.join("twin.py"))],
        }
    }

    pub(super) fn blocks(&self) -> Vec<Block<'_>> {
        let mut blocks = Vec::new();
        let mut open: Option<Block<'_>> = None;
        for line in self.text.lines() {
            match (&mut open, line.strip_prefix("```")) {
                (None, Some(language)) => {
                    open = Some(Block { language, text: String::new() });
                }
                (Some(_), Some(_)) => blocks.extend(open.take()),
                (Some(block), None) => {
                    block.text += &format!("{}\n", line.trim_end());
                }
                (None, None) => {}
            }
        }
        blocks
    }

    /// Returns the lines of prose, without `inline code`. Leaves out fenced and
    /// indented blocks, and generated tables between `<!-- NAME:begin -->` and
    /// `<!-- NAME:end -->`.
    pub(super) fn prose(&self) -> Vec<String> {
        let (mut fenced, mut generated) = (false, false);
        let mut lines = Vec::new();
        for line in self.text.lines() {
            match line {
                line if line.starts_with("```") => fenced = !fenced,
                line if line.ends_with(":begin -->") => generated = true,
                line if line.ends_with(":end -->") => generated = false,
                _ if fenced || generated || line.starts_with("    ") => {}
                line => lines.push(line.split('`').step_by(2).collect()),
            }
        }
        lines
    }
}

/// Returns the `.rs` and `.stderr` files of `tests/compile_fail`, each with its text.
pub(super) fn exhibits(lesson: &str) -> Vec<(PathBuf, String)> {
    let directory = Path::new(lesson).join("tests").join("compile_fail");
    let paths = ["rs", "stderr"].iter().flat_map(|it| files(&directory, it));
    paths.map(|path| (path.clone(), read(&path))).collect()
}

/// A fenced code block.
pub(super) struct Block<'a> {
    pub(super) language: &'a str,
    pub(super) text: String,
}

/// Returns the files with this extension in `directory` and all directories below it.
fn files(directory: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|it| it == extension) {
            found.push(path);
        }
    }
    found
}

/// Reads a file and replaces `\r\n` with `\n`, because git may check the file out with
/// either.
fn read(path: &Path) -> String {
    let text = fs::read_to_string(path);
    let text = text
        .unwrap_or_else(|error| panic!("Can't read {}: {error}", path.display()));
    text.replace("\r\n", "\n")
}
