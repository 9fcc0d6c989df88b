//! Checks that every code block of a README quotes the lesson.
//!
//! The language of a block says what it quotes. `text` is what the story, the twin,
//! or the compiler prints. `rust` and `python` are the source code of the lesson.
//! `console` marks commands for the reader to type. These are not checked. A line that
//! contains only `…` means that lines are left out.

use super::readme::{self, Readme};

/// Checks that every code block of a lesson's README appears in the lesson.
///
/// `lesson` is the directory of the lesson, and `printed` is what its story prints.
///
/// # Panics
///
/// Panics at the first block that appears nowhere, or whose language is not known.
pub fn assert_readme_quotes(lesson: &str, printed: &str) {
    let readme = Readme::of(lesson, printed.to_owned());
    for block in readme.blocks() {
        let (origin, place) = match block.language {
            "text" => {
                (&readme.prints, "what the story, the twin, or the compiler prints")
            }
            "rust" => (&readme.rust, "the lesson's Rust code"),
            "python" => (&readme.python, "python/twin.py"),
            "console" => continue,
            other => panic!(
                "README.md has a block with the language `{other}`. Use `text`, `rust`, \
                 `python`, or `console`. The block:\n{}",
                block.text
            ),
        };
        let text = match block.language {
            "rust" => without_imports(&block.text),
            _ => &block.text,
        };
        for part in text.split("…\n").filter(|part| !part.trim().is_empty()) {
            assert!(
                origin.iter().any(|text| contains(text, part)),
                "README.md has a `{}` block that doesn't match {place}. Update the \
                 block, or write a line `…` in place of lines that you leave out. \
                 The part that doesn't match:\n{part}",
                block.language
            );
        }
    }
}

/// Checks that a lesson's README shows each file of `tests/compile_fail` in full: the
/// programs that the compiler rejects, and what it prints about them.
///
/// `lesson` is the directory of the lesson.
///
/// # Panics
///
/// Panics at the first file that the README does not show, or if there are no files.
pub fn assert_readme_shows_exhibits(lesson: &str) {
    let readme = Readme::of(lesson, String::new());
    let exhibits = readme::exhibits(lesson);
    assert!(!exhibits.is_empty(), "{lesson}/tests/compile_fail has no files");
    for (path, text) in exhibits {
        let is_rust = path.extension().is_some_and(|it| it == "rs");
        let language = if is_rust { "rust" } else { "text" };
        let block = format!("```{language}\n{}\n```", text.trim_end());
        let shown = readme.text.contains(&block);
        assert!(
            shown,
            "README.md doesn't show {} in full. Add it as this block:\n{block}",
            path.display()
        );
    }
}

/// Removes the imports at the top of a block. A page shows one import per line, but the
/// source groups them. A test in `xtask/tests/tidy` checks them instead.
fn without_imports(block: &str) -> &str {
    let mut rest = block;
    while rest.starts_with("use ")
        && let Some((_, after)) = rest.split_once(";\n")
    {
        rest = after;
    }
    rest.trim_start_matches('\n')
}

/// Returns whether `text` contains the lines of `part`, at any level of indentation.
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

#[cfg(test)]
mod tests {
    use super::without_imports;

    #[test]
    fn without_imports_removes_only_the_imports_at_the_top() {
        assert_eq!(
            without_imports("use a::{\n    b,\n};\nuse c;\n\nd();\n"),
            "d();\n"
        );
        assert_eq!(without_imports("d();\nuse a;\n"), "d();\nuse a;\n");
    }
}
