//! The page with all keys.

/// What each key does.
pub(super) fn text() -> String {
    let keys = KEYS.iter().filter(|(key, _)| cfg!(unix) || *key != "Ctrl-Z");
    let lines = keys.map(|(key, what)| match key.is_empty() {
        true => format!("\n{what}"),
        false => format!("  {key:<13}{what}"),
    });
    lines.collect::<Vec<_>>().join("\n").trim_start().to_owned()
}

/// An entry without a key is a heading. No line is longer than 60 columns.
const KEYS: &[(&str, &str)] = &[
    ("", "This exercise"),
    ("t", "the task"),
    ("e", "open its file in your editor"),
    ("h", "a hint; again for the next level"),
    ("a", "all failures, or only the first one"),
    ("o", "the compiler's long lines, in full or cut"),
    ("c", "check again"),
    ("s", "how the course solves it"),
    ("d", "how your file differs from that"),
    ("x", "set it aside, or bring it back"),
    ("", "Its lesson"),
    ("p", "the page"),
    ("o", "open folded text on the page, or close it"),
    ("r", "run the story"),
    ("", "Other exercises"),
    ("n", "the next one; when solved, the next unsolved"),
    ("Enter", "when solved: the same as n"),
    ("→  b ←", "the next or the previous one in the list"),
    ("l", "the list; Enter goes to the chosen one"),
    ("", "Moving"),
    ("↑ ↓  k j", "move by a row, or choose in the list"),
    ("PgUp PgDn", "move by a screen; Space is PgDn"),
    ("g G", "the first and the last row; also Home, End"),
    ("/", "search this text, or the list"),
    ("Enter", "while searching: the next match; Esc leaves"),
    ("Esc", "back to the verdict"),
    ("", "Leaving"),
    ("Ctrl-Z", "suspend; `fg` resumes"),
    ("q  Ctrl-C", "quit; next time, you start here"),
];

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn every_line_fits_60_columns() {
        for line in text().lines() {
            assert!(console::measure_text_width(line) <= 60, "{line}");
        }
    }
}
