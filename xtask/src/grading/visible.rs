//! Makes every character visible in text from a learner or a program.
//!
//! A control character can move the cursor and erase earlier output, and a bidirectional
//! one can reorder a line so that it seems to say something else. Both are shown as
//! `\u{…}`. This is done once, when a verdict is created, so it applies to every output
//! format.

use std::fmt::Write;

/// The text with control and bidirectional characters escaped, except for line breaks and
/// tabs.
pub(super) fn visible(text: &str) -> String {
    let mut visible = String::new();
    let mut rest = text.chars().peekable();
    while let Some(it) = rest.next() {
        match it {
            '\n' | '\t' => visible.push(it),
            // The line break of Windows.
            '\r' if rest.peek() == Some(&'\n') => {}
            it if it.is_control() || is_bidirectional(it) => {
                write!(visible, "{}", it.escape_unicode())
                    .expect("writing to a string never fails");
            }
            it => visible.push(it),
        }
    }
    visible
}

/// The same for text from the compiler, which may be colored.
pub(super) fn visible_with_colors(text: &str) -> String {
    let mut visible_text = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        visible_text.push_str(&visible(before));
        let end = after.find(|it: char| !it.is_ascii_digit() && it != ';');
        match end.filter(|it| after[*it..].starts_with('m')) {
            Some(end) => {
                visible_text.push_str("\u{1b}[");
                visible_text.push_str(&after[..=end]);
                rest = &after[end + 1..];
            }
            None => {
                visible_text.push_str(&visible("\u{1b}["));
                rest = after;
            }
        }
    }
    visible_text + &visible(rest)
}

/// The marks, embeddings, overrides, and isolates of Unicode's bidirectional algorithm.
fn is_bidirectional(it: char) -> bool {
    matches!(it, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::{visible, visible_with_colors};

    #[test]
    fn control_and_bidirectional_characters_are_escaped() {
        let text =
            "a\tb\r\n\u{1b}[2Jc\rd\u{7}\u{9b}\u{202e}e\u{2069} ü█ \u{1f980}\n";
        let expected = "a\tb\n\\u{1b}[2Jc\\u{d}d\\u{7}\\u{9b}\\u{202e}e\\u{2069} ü█ \u{1f980}\n";
        assert_eq!(visible(text), expected);
    }

    #[test]
    fn only_colors_of_the_compiler_are_kept() {
        let text =
            "\u{1b}[1m\u{1b}[38;5;9merror\u{1b}[0m\u{1b}[2J\u{1b}]0;\u{7}\u{1b}[1";
        let expected = "\u{1b}[1m\u{1b}[38;5;9merror\u{1b}[0m\\u{1b}[2J\\u{1b}]0;\\u{7}\\u{1b}[1";
        assert_eq!(visible_with_colors(text), expected);
    }
}
