//! The list of exercises on a lesson's page.

/// The heading of the section with the list.
pub(super) const HEADING: &str = "## Now you";

/// What the page of a new lesson has in the place of its first exercise.
const FIRST: &str = "FIRST_EXERCISE";

/// The page with `line` at the end of the list of exercises, which is about the exercise
/// `name`; `None`, if the page has no section for it.
pub(super) fn with_line(page: &str, name: &str, line: &str) -> Option<String> {
    let page = page.replace(FIRST, name);
    let lines: Vec<_> = page.lines().collect();
    let heading = lines.iter().position(|it| it.trim_end() == HEADING)?;
    let section =
        lines[heading + 1..].iter().take_while(|it| !it.starts_with("## "));
    let items = section.enumerate().filter(|(_, it)| it.starts_with("- "));
    let last = items.map(|(index, _)| heading + 1 + index).last();
    let mut written: Vec<&str> = Vec::new();
    match last {
        Some(last) => {
            written.extend(&lines[..=last]);
            written.push(line);
            written.extend(&lines[last + 1..]);
        }
        None => {
            written.extend(&lines[..=heading]);
            written.extend(["", line]);
            written.extend(&lines[heading + 1..]);
        }
    }
    Some(written.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::with_line;

    #[test]
    fn a_line_is_added_to_the_list_of_exercises() {
        let page = "# A\n\n- x\n\n## Now you\n\n- `a`: one.\n- `b`: two.\n\nGo.\n";
        let expected = "# A\n\n- x\n\n## Now you\n\n- `a`: one.\n- `b`: two.\n- `c`: 3.\n\nGo.\n";
        assert_eq!(with_line(page, "c", "- `c`: 3.").as_deref(), Some(expected));
        let empty = "## Now you\n\ncheck FIRST_EXERCISE\n\n## Next\n\n- y\n";
        let expected = "## Now you\n\n- `c`: 3.\n\ncheck c\n\n## Next\n\n- y\n";
        assert_eq!(with_line(empty, "c", "- `c`: 3.").as_deref(), Some(expected));
        assert_eq!(with_line("# A\n", "c", "- `c`: 3."), None);
    }
}
