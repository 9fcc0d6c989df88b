//! A lesson's page for a terminal: headings and bold text are bold, code is unchanged,
//! links are reduced to their text, and tables have columns if they fit. Text that is
//! folded on the page is folded here, too, so that readers don't see answers by
//! accident.

use crate::terminal::style::{BOLD, DIM, indented};
use anstyle::Style;
use console::measure_text_width;

const ITALIC: Style = Style::new().italic();

/// A line of the page, which may be longer than the screen is wide.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) text: String,
    /// The number of the fold that the line belongs to. A fold's first line is its
    /// summary.
    pub(crate) fold: Option<usize>,
}

/// The page's lines. Tables and code are laid out for `width` columns.
pub(crate) fn lines(
    page: &str,
    width: usize,
    is_open: impl Fn(usize) -> bool,
) -> Vec<Line> {
    let mut drawn =
        Drawn { width, lines: Vec::new(), paragraph: String::new(), fold: None };
    let mut rest = page.lines().peekable();
    let (mut folds, mut is_hidden) = (0, false);
    while let Some(line) = rest.next() {
        let begins = |what: &str| line.trim_start().starts_with(what);
        if begins("```") {
            let is_inside = |it: &&str| !it.trim_start().starts_with("```");
            let code =
                Vec::from_iter(std::iter::from_fn(|| rest.next_if(is_inside)));
            rest.next();
            if !is_hidden {
                drawn.code(&code);
            }
        } else if begins("</details>") {
            drawn.end_paragraph();
            drawn.fold = None;
            drawn.blank();
            is_hidden = false;
        } else if is_hidden || begins("<!--") || begins("<details>") {
            drawn.end_paragraph();
        } else if begins("<summary>") {
            is_hidden = !is_open(folds);
            drawn.summary(line, folds, is_hidden);
            folds += 1;
        } else if begins("#") {
            drawn.blank();
            let heading = inline(line.trim_start_matches('#').trim());
            drawn.push(format!("{BOLD}{heading}{BOLD:#}"));
        } else if begins("|") {
            let mut table = vec![line];
            let is_row = |it: &&str| it.trim_start().starts_with('|');
            table.extend(std::iter::from_fn(|| rest.next_if(is_row)));
            drawn.table(&table);
        } else if line.trim().is_empty() {
            drawn.blank();
        } else {
            drawn.words(line);
        }
    }
    drawn.blank();
    drawn.lines.pop();
    drawn.lines
}

struct Drawn {
    width: usize,
    lines: Vec<Line>,
    /// The current paragraph as collected so far.
    paragraph: String,
    /// The number of the current fold.
    fold: Option<usize>,
}

impl Drawn {
    fn push(&mut self, text: String) {
        self.end_paragraph();
        self.lines.push(Line { text, fold: self.fold });
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        if !paragraph.is_empty() {
            let text = inline(&paragraph);
            self.lines.push(Line { text, fold: self.fold });
        }
    }

    /// Adds an empty line, unless the last line is empty.
    fn blank(&mut self) {
        self.end_paragraph();
        if self.lines.last().is_some_and(|it| !it.text.is_empty()) {
            self.push(String::new());
        }
    }

    /// Adds a line of a paragraph or a list item. Pages have one sentence per line,
    /// so the lines are joined.
    fn words(&mut self, line: &str) {
        let words = line.trim();
        let number = words.trim_start_matches(|it: char| it.is_ascii_digit());
        let is_item = words.starts_with("- ")
            || number.len() < words.len() && number.starts_with(". ");
        if is_item || words.starts_with('>') {
            self.end_paragraph();
            // If an item is too long for one row, its other rows get the same
            // indent.
            self.paragraph = format!("  {words}");
        } else if self.paragraph.is_empty() {
            self.paragraph = words.to_owned();
        } else {
            self.paragraph.push(' ');
            self.paragraph.push_str(words);
        }
    }

    fn summary(&mut self, line: &str, fold: usize, is_hidden: bool) {
        let words = line.trim().trim_start_matches("<summary>");
        let words = inline(words.trim_end_matches("</summary>"));
        let text = match is_hidden {
            true => format!("▸ {BOLD}{words}{BOLD:#}   {DIM}o: open it{DIM:#}"),
            false => format!("▾ {BOLD}{words}{BOLD:#}"),
        };
        self.end_paragraph();
        self.fold = Some(fold);
        self.push(text);
    }

    fn code(&mut self, code: &[&str]) {
        self.end_paragraph();
        let longest = code.iter().map(|it| measure_text_width(it)).max();
        let has_room = longest.unwrap_or(0) + 2 <= self.width;
        let margin = if has_room { "  " } else { "" };
        let text = indented(&code.join("\n"), margin);
        text.lines().for_each(|it| self.push(it.to_owned()));
    }

    /// Adds a table in columns, or with one line for each cell if the columns don't
    /// fit.
    fn table(&mut self, rows: &[&str]) {
        self.end_paragraph();
        let rows = rows.iter().map(|it| cells(it));
        let is_rule = |row: &Vec<String>| row.iter().all(|it| it.starts_with("--"));
        let rows = Vec::from_iter(rows.filter(|it| !is_rule(it)));
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column| {
            let cells = rows.iter().filter_map(|it| it.get(column));
            cells.map(|it: &String| measure_text_width(it)).max().unwrap_or(0)
        };
        let widths = Vec::from_iter((0..columns).map(width));
        let [head, body @ ..] = &rows[..] else { return };
        if widths.iter().map(|it| it + 3).sum::<usize>() <= self.width {
            for (number, row) in rows.iter().enumerate() {
                let cells = row.iter().zip(&widths).map(|(cell, width)| {
                    let gap = " ".repeat(width - measure_text_width(cell));
                    format!("{cell}{gap}")
                });
                let line = cells.collect::<Vec<_>>().join("   ");
                let line = line.trim_end();
                self.push(match number {
                    0 => format!("{BOLD}{line}{BOLD:#}"),
                    _ => line.to_owned(),
                });
            }
            return;
        }
        for row in body {
            for (number, (name, cell)) in head.iter().zip(row).enumerate() {
                let label = if name.is_empty() { "" } else { &format!("{name}: ") };
                self.push(match number {
                    0 => format!("{label}{BOLD}{cell}{BOLD:#}"),
                    _ => format!("  {label}{cell}"),
                });
            }
        }
    }
}

/// The cells of a table's row. A vertical bar after a backslash is part of the cell's
/// text.
fn cells(row: &str) -> Vec<String> {
    let row = row.trim().trim_start_matches('|');
    let row = row.strip_suffix('|').unwrap_or(row).replace("\\|", "\0");
    let cells = row.split('|').map(|it| it.trim().replace('\0', "|"));
    cells.map(|it| inline(&it)).collect()
}

/// The text with bold and emphasis as styles, and links reduced to their text.
fn inline(text: &str) -> String {
    let mut drawn = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if let Some((styled, left)) = marked(rest) {
            drawn.push_str(&styled);
            rest = left;
        } else {
            drawn.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    drawn
}

/// The styled text of the markup at the beginning of `text`, and the rest. `None` if
/// `text` doesn't begin with markup.
fn marked(text: &str) -> Option<(String, &str)> {
    let between = |mark: &str| {
        let (inner, left) = text.strip_prefix(mark)?.split_once(mark)?;
        let is_tight = !inner.is_empty() && inner == inner.trim();
        is_tight.then_some((inner, left))
    };
    if text.starts_with('`') {
        let (code, left) = between("`")?;
        return Some((format!("`{code}`"), left));
    }
    if let Some((inner, left)) = between("**") {
        return Some((format!("{BOLD}{}{BOLD:#}", inline(inner)), left));
    }
    if let Some(left) = text.strip_prefix("**") {
        return Some(("**".to_owned(), left));
    }
    if let Some((inner, left)) = between("*") {
        return Some((format!("{ITALIC}{}{ITALIC:#}", inline(inner)), left));
    }
    let link = text.strip_prefix('!').unwrap_or(text).strip_prefix('[')?;
    let (words, left) = link.split_once("](")?;
    let (_, left) = left.split_once(')')?;
    (!words.contains('[')).then(|| (inline(words), left))
}

#[cfg(test)]
mod tests {
    use super::lines;

    /// The lines at this width, with these folds open.
    fn drawn(page: &str, width: usize, open: &[usize]) -> Vec<String> {
        let lines = lines(page, width, |it| open.contains(&it));
        let plain = |it: &str| console::strip_ansi_codes(it).into_owned();
        lines.iter().map(|it| plain(&it.text)).collect()
    }

    #[test]
    fn a_page_has_headings_paragraphs_items_and_the_text_of_links() {
        let page = "# Many at *once*\n\nOne sentence.\nAnother [one](../a.md#b).\n\n\
                    - `a[0]` and **b**,\n  which go on\n- c\n\n1. d\n2. 2 * 3 * 4\n\n\
                    <!-- no -->\nThe end: **half.\n";
        let expected = [
            "Many at once",
            "",
            "One sentence. Another one.",
            "",
            "  - `a[0]` and b, which go on",
            "  - c",
            "",
            "  1. d",
            "  2. 2 * 3 * 4",
            "",
            "The end: **half.",
        ];
        assert_eq!(drawn(page, 80, &[]), expected);
        let bold = &lines(page, 80, |_| false)[4].text;
        assert!(bold.contains("\u{1b}[1mb\u{1b}[0m"), "{bold:?}");
    }

    #[test]
    fn code_keeps_its_letters_and_is_indented_where_there_is_room() {
        let page = "Look:\n```rust\nlet a = **b;\n\n    # [c](d)\n```\n<details>\n";
        let code = ["Look:", "  let a = **b;", "", "      # [c](d)"];
        assert_eq!(drawn(page, 80, &[]), code);
        let code = ["Look:", "let a = **b;", "", "    # [c](d)"];
        assert_eq!(drawn(page, 13, &[]), code);
    }

    #[test]
    fn an_answer_is_hidden_until_its_fold_is_opened() {
        let page = "Guess.\n\n<details>\n<summary>Answer</summary>\n\n```text\n5\n```\n\n\
                    Five.\n\n</details>\n\nNext.\n\n<details>\n<summary>Act 3</summary>\n\n\
                    Twelve.\n\n</details>\n";
        let closed = drawn(page, 80, &[]);
        let expected = [
            "Guess.",
            "",
            "▸ Answer   o: open it",
            "",
            "Next.",
            "",
            "▸ Act 3   o: open it",
        ];
        assert_eq!(closed, expected);
        let open = drawn(page, 80, &[1]);
        let expected = ["▸ Answer   o: open it", "", "Next.", "", "▾ Act 3", ""];
        assert_eq!(open[2..8], expected);
        assert_eq!(open[8], "Twelve.");
        let open = drawn(page, 80, &[0]);
        assert_eq!(open[2..7], ["▾ Answer", "", "  5", "", "Five."]);
        let folds = lines(page, 80, |_| false).into_iter().filter_map(|it| it.fold);
        assert_eq!(folds.collect::<Vec<_>>(), [0, 1]);
        let folds = lines(page, 80, |it| it == 0);
        let folds = folds.into_iter().map(|it| it.fold);
        let first = [None, None].into_iter().chain([Some(0); 6]);
        let second = [None, None, Some(1)];
        assert!(folds.eq(first.chain(second)));
    }

    #[test]
    fn a_table_has_columns_where_they_fit_and_else_a_line_for_each_cell() {
        let page =
            "| how | you wait |\n|---|---|\n| `a \\| b` | 3 s |\n| c | 10 s |\n";
        let columns = ["how       you wait", "`a | b`   3 s", "c         10 s"];
        assert_eq!(drawn(page, 80, &[]), columns);
        let cells =
            ["how: `a | b`", "  you wait: 3 s", "how: c", "  you wait: 10 s"];
        assert_eq!(drawn(page, 16, &[]), cells);
    }
}
