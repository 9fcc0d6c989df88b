//! Wraps paragraphs, and lays out a misconception.

use protocol::Misconception;

/// The paragraphs about a misconception. If the catalog doesn't list the
/// misconception, only its slug is given.
pub(super) fn misconception(
    slug: &str,
    known: Option<&Misconception>,
    width: usize,
) -> String {
    let Some(known) = known else {
        return format!(
            "The misconception: {slug}, which exercises/misconceptions.md does not list."
        );
    };
    let belief = wrapped(&known.belief, width, "  ");
    let fact = wrapped(&known.fact, width, "  ");
    format!(
        "You might think ({slug}):\n{belief}\nIn fact:\n{fact}\nTaught in {}",
        known.taught_in
    )
}

/// The same in as few lines as possible: each label is on the same line as its text.
pub(super) fn compact_misconception(
    slug: &str,
    known: Option<&Misconception>,
    width: usize,
) -> String {
    let Some(known) = known else { return misconception(slug, known, width) };
    let Misconception { belief, fact, taught_in, .. } = known;
    let belief = wrapped(&format!("You might think ({slug}): {belief}"), width, "");
    let fact = wrapped(&format!("In fact: {fact}"), width, "");
    format!("{belief}\n{fact}\nTaught in {taught_in}")
}

/// The text in lines of at most `width` columns, indented by `margin`. Its own line
/// breaks are kept.
pub(crate) fn wrapped(text: &str, width: usize, margin: &str) -> String {
    let lines = text.lines().map(|line| wrapped_line(line, width, margin));
    lines.collect::<Vec<_>>().join("\n")
}

fn wrapped_line(line: &str, width: usize, margin: &str) -> String {
    let mut text = String::new();
    let mut filled = 0;
    // The probe wraps in the same way, so that both print the same text.
    for word in line.split(' ') {
        let length = word.chars().count();
        if filled > 0 && filled + 1 + length <= width {
            text.push(' ');
            filled += 1 + length;
        } else {
            if filled > 0 {
                text.push('\n');
            }
            text.push_str(margin);
            filled = margin.len() + length;
        }
        text.push_str(word);
    }
    text.trim_end().to_owned()
}

/// The first lines of a text that may be long.
pub(super) fn few(text: &str) -> String {
    const LINES: usize = 12;
    let count = text.lines().count();
    let mut lines: Vec<_> = text.lines().take(LINES).map(str::to_owned).collect();
    if count > LINES {
        lines.push(format!("… ({} more lines)", count - LINES));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn lines_are_broken_at_the_width_and_keep_their_own_breaks() {
        let text = "one two three\nfour five\n\nsix";
        assert_eq!(wrapped(text, 9, ""), "one two\nthree\nfour five\n\nsix");
        assert_eq!(wrapped("one two", 7, "  "), "  one\n  two");
    }
}
