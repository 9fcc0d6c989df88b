//! A README quotes: its blocks stand in the program, in the twin, or in what they print.
//!
//! A block's language says where it comes from: `text` is what the story, the twin or
//! the compiler prints, `rust` and `python` are the lesson's own sources, `console` is
//! for the reader to type. A line that holds only `…` stands for lines left out.

use super::readme::{self, Readme};

/// Holds every block of a lesson's README against the lesson.
///
/// `lesson` is its folder, `printed` what its story prints.
///
/// # Panics
///
/// Names the first block that stands nowhere, or whose language says nothing.
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

/// Holds a lesson's README against the programs that the compiler refuses: it shows each
/// file of `tests/compile_fail` in full.
///
/// # Panics
///
/// Names the first file that the README does not show, or if there is none.
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

/// A block without the imports that it opens with, which a page shows one by one and
/// a source in groups. A test of the house compares them.
fn without_imports(block: &str) -> &str {
    let mut rest = block;
    while rest.starts_with("use ")
        && let Some((_, after)) = rest.split_once(";\n")
    {
        rest = after;
    }
    rest.trim_start_matches('\n')
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

#[cfg(test)]
mod tests {
    use super::without_imports;

    #[test]
    fn imports_are_left_out_where_a_block_opens_with_them() {
        assert_eq!(
            without_imports("use a::{\n    b,\n};\nuse c;\n\nd();\n"),
            "d();\n"
        );
        assert_eq!(without_imports("d();\nuse a;\n"), "d();\nuse a;\n");
    }
}
