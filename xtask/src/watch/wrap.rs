//! Cuts or wraps lines with color codes to a width.
//!
//! A line is wrapped between words if it has any, and each row keeps its indentation.

use console::{AnsiCodeIterator, measure_text_width, strip_ansi_codes};
use std::ops::Range;

/// The rows that `text` takes in `width` columns. Colors continue across rows.
pub(super) fn rows(text: &str, width: usize) -> Vec<String> {
    text.lines().flat_map(|line| break_line(line, width)).collect()
}

/// As much of `line` as fits.
pub(super) fn cut(line: &str, width: usize) -> String {
    console::truncate_str(line, width, "…").into_owned()
}

/// The first row to show so that `rows` are visible, on a screen of `room` rows that now
/// begins with row `scroll`. If there are too many to fit, they begin near the top.
pub(super) fn into_view(rows: &Range<usize>, scroll: usize, room: usize) -> usize {
    let (above, below) =
        (rows.start.saturating_sub(2), rows.end.saturating_sub(room));
    let is_seen = rows.start >= scroll && below <= scroll;
    match is_seen || (above..=rows.start).contains(&scroll) {
        true => scroll,
        false => above,
    }
}

fn break_line(line: &str, width: usize) -> Vec<String> {
    if measure_text_width(line) <= width {
        return vec![line.to_owned()];
    }
    let letters: Vec<char> = strip_ansi_codes(line).chars().collect();
    let indentation = letters.iter().take_while(|it| **it == ' ').count();
    let indentation = if 2 * indentation < width { indentation } else { 0 };
    let mut ranges = ranges(&letters, width, indentation).into_iter();
    let mut range = ranges.next().unwrap_or_default();
    let (mut rows, mut row) = (Vec::new(), String::new());
    let mut colors = String::new();
    let mut index = 0;
    for (part, is_code) in AnsiCodeIterator::new(line) {
        if is_code {
            row.push_str(part);
            match part {
                RESET | "\u{1b}[m" => colors.clear(),
                code => colors.push_str(code),
            }
            continue;
        }
        for letter in part.chars() {
            if index == range.end
                && let Some(next) = ranges.next()
            {
                range = next;
                if !colors.is_empty() {
                    row.push_str(RESET);
                }
                let next = " ".repeat(indentation) + &colors;
                rows.push(std::mem::replace(&mut row, next));
            }
            // The spaces at the end of a row are left out.
            if range.contains(&index) {
                row.push(letter);
            }
            index += 1;
        }
    }
    rows.push(row);
    rows
}

/// The range of letters in each row. All rows except the first are indented.
fn ranges(letters: &[char], width: usize, indentation: usize) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    while start < letters.len() {
        let margin = if ranges.is_empty() { 0 } else { indentation };
        let end = start + fitting(&letters[start..], width - margin);
        // A row is broken at a space only if the space is in its second half.
        let word = (start + (end - start) / 2..=end)
            .rfind(|it| letters.get(*it).is_some_and(|it| *it == ' '))
            .filter(|space| end < letters.len() && *space > start);
        let end = word.unwrap_or(end);
        let blank = letters[start..end].iter().rev().take_while(|it| **it == ' ');
        ranges.push(start..end - blank.count());
        let spaces = letters[end..].iter().take_while(|it| **it == ' ').count();
        start = end + if word.is_some() { spaces } else { 0 };
    }
    ranges
}

/// How many letters fit in a row: at least one, or the loop would not end.
fn fitting(letters: &[char], width: usize) -> usize {
    let mut filled = 0;
    let fitting = letters.iter().take_while(|letter| {
        filled += measure_text_width(letter.encode_utf8(&mut [0; 4]));
        filled <= width
    });
    fitting.count().max(1)
}

const RESET: &str = "\u{1b}[0m";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_broken_where_the_width_ends() {
        assert_eq!(rows("abcde\nfg", 2), ["ab", "cd", "e", "fg"]);
        assert_eq!(rows("█━━●", 3), ["█━━", "●"]);
    }

    #[test]
    fn colors_end_with_a_row_and_go_on_in_the_next() {
        let red = "\u{1b}[31mabc\u{1b}[0md";
        let expected = ["\u{1b}[31mab\u{1b}[0m", "\u{1b}[31mc\u{1b}[0md"];
        assert_eq!(rows(red, 2), expected);
    }

    #[test]
    fn words_stay_whole_and_rows_keep_their_indentation() {
        assert_eq!(rows("  one two three", 8), ["  one", "  two", "  three"]);
        assert_eq!(rows("one  two", 5), ["one", "two"]);
        assert_eq!(rows("one two   ", 7), ["one two"]);
        assert_eq!(rows("a bcdefghijk", 6), ["a bcde", "fghijk"]);
        let red = "a \u{1b}[31mred word\u{1b}[0m";
        let expected = ["a \u{1b}[31mred\u{1b}[0m", "\u{1b}[31mword\u{1b}[0m"];
        assert_eq!(rows(red, 6), expected);
    }

    #[test]
    fn wide_letters_do_not_stick_out() {
        assert_eq!(rows("日本", 3), ["日", "本"]);
        assert_eq!(cut("日本語", 5), "日本…");
    }
}
