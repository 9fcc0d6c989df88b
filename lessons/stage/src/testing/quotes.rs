//! A README quotes: its blocks stand in the program, in the twin, or in what they print.
//!
//! A block's language says where it comes from: `text` is what the story, the twin or
//! the compiler prints, `rust` and `python` are the lesson's own sources, `console` is
//! for the reader to type. A line that holds only `…` stands for lines left out.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Holds every block of a lesson's README against the lesson.
///
/// `lesson` is its folder, `printed` what its story prints.
///
/// # Panics
///
/// Names the first block that stands nowhere, or whose language says nothing.
pub fn assert_readme_quotes(lesson: &str, printed: &str) {
    let lesson = Path::new(lesson);
    let readme = read(&lesson.join("README.md"));
    let twin = lesson.join("python");
    let mut prints = vec![printed.to_owned(), read(&twin.join("twin.txt"))];
    prints.extend(files(lesson, "stderr").iter().map(|path| read(path)));
    let sources: Vec<_> =
        files(lesson, "rs").iter().map(|path| read(path)).collect();
    let python = vec![read(&twin.join("twin.py"))];

    for block in blocks(&readme) {
        let origin = match block.language {
            "text" => &prints,
            "rust" => &sources,
            "python" => &python,
            "console" => continue,
            other => panic!(
                "README.md: a block of `{other}`: say text, rust, python or console:\n{}",
                block.text
            ),
        };
        for part in block.text.split("…\n").filter(|part| !part.trim().is_empty())
        {
            let stands = origin.iter().any(|text| contains(text, part));
            assert!(
                stands,
                "README.md: no {} of this lesson has:\n{part}",
                block.language
            );
        }
    }
}

struct Block<'a> {
    language: &'a str,
    text: String,
}

fn blocks(readme: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open: Option<Block<'_>> = None;
    for line in readme.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => {
                open = Some(Block { language, text: String::new() });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => block.text += &format!("{}\n", line.trim_end()),
            (None, None) => {}
        }
    }
    blocks
}

/// Whether `part` stands in `text` line by line, at whatever depth it is indented.
fn contains(text: &str, part: &str) -> bool {
    let text: Vec<_> = text.lines().map(str::trim_end).collect();
    let part = unindented(&part.lines().collect::<Vec<_>>());
    text.windows(part.len()).any(|window| unindented(window) == part)
}

fn unindented<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let filled = lines.iter().filter(|line| !line.is_empty());
    let depth = filled.map(|line| line.len() - line.trim_start().len()).min();
    lines.iter().map(|line| line.get(depth.unwrap_or(0)..).unwrap_or("")).collect()
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|it| it == extension) {
            found.push(path);
        }
    }
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
