//! Lines with color codes, cut or broken to a width.

use console::{AnsiCodeIterator, measure_text_width};

/// The rows that `text` takes in `width` columns. Colors go on in the next row.
pub(super) fn rows(text: &str, width: usize) -> Vec<String> {
    text.lines().flat_map(|line| break_line(line, width)).collect()
}

/// As much of `line` as fits.
pub(super) fn cut(line: &str, width: usize) -> String {
    console::truncate_str(line, width, "…").into_owned()
}

fn break_line(line: &str, width: usize) -> Vec<String> {
    if measure_text_width(line) <= width {
        return vec![line.to_owned()];
    }
    let mut rows = Vec::new();
    let (mut row, mut filled) = (String::new(), 0);
    let mut colors = String::new();
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
            let letter_width = measure_text_width(letter.encode_utf8(&mut [0; 4]));
            if filled + letter_width > width {
                if !colors.is_empty() {
                    row.push_str(RESET);
                }
                rows.push(std::mem::replace(&mut row, colors.clone()));
                filled = 0;
            }
            row.push(letter);
            filled += letter_width;
        }
    }
    rows.push(row);
    rows
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
    fn wide_letters_do_not_stick_out() {
        assert_eq!(rows("日本", 3), ["日", "本"]);
        assert_eq!(cut("日本語", 5), "日本…");
    }
}
