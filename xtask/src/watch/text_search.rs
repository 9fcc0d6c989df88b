//! The search in the text on the screen.

use super::wrap::into_view;
use anstyle::Style;
use console::strip_ansi_codes;
use std::ops::Range;

const MARKED: Style = Style::new().invert();

/// A search that goes from match to match.
pub(super) struct TextSearch {
    /// The text in the search field.
    pub(super) typed: String,
    /// The first row that was visible when the search began.
    from: usize,
    /// Which match was chosen. `None` means the first one from row `from` on.
    place: Option<usize>,
    /// True if the screen must scroll to the chosen match.
    is_moving: bool,
    /// The number of the chosen match, counted from 1, and the total number of matches,
    /// as last drawn.
    pub(super) found: (usize, usize),
}

/// A row with a match, and which letters of the row are part of the match.
#[derive(Debug, PartialEq, Eq)]
struct Match {
    row: usize,
    letters: Range<usize>,
}

impl TextSearch {
    pub(super) fn new(from: usize) -> Self {
        Self {
            typed: String::new(),
            from,
            place: None,
            is_moving: false,
            found: (0, 0),
        }
    }

    /// Adds a letter to the text.
    pub(super) fn push(&mut self, letter: char) {
        self.typed.push(letter);
        (self.place, self.is_moving) = (None, true);
    }

    /// Deletes the last letter of the text.
    pub(super) fn pop(&mut self) {
        self.typed.pop();
        (self.place, self.is_moving) = (None, true);
    }

    /// Goes on to the next match; after the last one, to the first one.
    pub(super) fn next(&mut self) {
        (self.place, self.is_moving) = (Some(self.found.0), true);
    }

    /// Marks the chosen match in `rows`. Returns `scroll`, or a different first row if
    /// the match would not be visible on a screen of `room` rows.
    pub(super) fn mark(
        &mut self,
        rows: &mut [String],
        scroll: usize,
        room: usize,
    ) -> usize {
        let matches = matches(rows, &self.typed);
        self.found = (0, matches.len());
        let is_below = |it: &Match| it.row >= self.from;
        let first = || matches.iter().position(is_below).unwrap_or(0);
        let place = self.place.unwrap_or_else(first);
        let place = if place < matches.len() { place } else { 0 };
        let is_moving = std::mem::take(&mut self.is_moving);
        let Some(Match { row, letters }) = matches.get(place) else {
            return scroll;
        };
        self.found.0 = place + 1;
        rows[*row] = marked(&rows[*row], letters);
        match is_moving {
            true => into_view(&(*row..row + 1), scroll, room),
            false => scroll,
        }
    }
}

/// The row without its colors, and with these letters marked.
fn marked(row: &str, letters: &Range<usize>) -> String {
    let row: Vec<char> = strip_ansi_codes(row).chars().collect();
    let part = |range: Range<usize>| row[range].iter().collect::<String>();
    let (before, after) = (part(0..letters.start), part(letters.end..row.len()));
    format!("{before}{MARKED}{}{MARKED:#}{after}", part(letters.clone()))
}

/// The matches of `typed`, from top to bottom. Case doesn't matter. A match may continue
/// in the next row if the paragraph was wrapped there; then only the part in the first
/// row is marked.
fn matches(rows: &[String], typed: &str) -> Vec<Match> {
    let lower = |it: char| it.to_lowercase().next().unwrap_or(it);
    let typed: Vec<char> = typed.chars().map(lower).collect();
    // Each letter with its row and its position in the row. The end of a row is a space.
    let (mut letters, mut widths) = (Vec::new(), Vec::new());
    for (row, text) in rows.iter().enumerate() {
        let text = strip_ansi_codes(text);
        let indentation = text.chars().take_while(|it| *it == ' ').count();
        widths.push(text.trim_end().chars().count());
        let words = text.trim_end().chars().chain([' ']).enumerate();
        letters.extend(words.skip(indentation).map(|(at, it)| (lower(it), row, at)));
    }
    if typed.is_empty() {
        return Vec::new();
    }
    let is_match = |window: &&[(char, usize, usize)]| {
        window.iter().map(|(it, ..)| it).eq(&typed)
    };
    let to_match = |window: &[(char, usize, usize)]| {
        let (_, row, start) = window[0];
        let in_row = window.iter().take_while(|(_, it, _)| *it == row);
        Match { row, letters: start..(start + in_row.count()).min(widths[row]) }
    };
    letters.windows(typed.len()).filter(is_match).map(to_match).collect()
}

#[cfg(test)]
mod tests {
    use super::{TextSearch, matches};

    fn page() -> Vec<String> {
        let mut rows = vec![String::new(); 40];
        rows[3] = "  A \u{1b}[1mwaker\u{1b}[0m wakes its".to_owned();
        rows[4] = "  task.".to_owned();
        rows[30] = "Each Waker".to_owned();
        rows
    }

    #[test]
    fn a_match_has_any_case_and_may_go_on_in_the_next_row() {
        let found = |typed| {
            let found = matches(&page(), typed).into_iter();
            found.map(|it| (it.row, it.letters)).collect::<Vec<_>>()
        };
        assert_eq!(found("wAKER"), [(3, 4..9), (30, 5..10)]);
        assert_eq!(found("its task"), [(3, 16..19)]);
        assert_eq!(found("its  task"), []);
        assert_eq!(found(""), []);
    }

    #[test]
    fn the_search_goes_from_match_to_match_and_around() {
        let mut search = TextSearch::new(10);
        "wak".chars().for_each(|it| search.push(it));
        let mut rows = page();
        // The first match below the reader's place is shown with two rows above it.
        assert_eq!(search.mark(&mut rows, 10, 12), 28);
        assert_eq!(search.found, (3, 3));
        assert_eq!(rows[30], "Each \u{1b}[7mWak\u{1b}[0mer");
        // The reader may scroll away.
        assert_eq!(search.mark(&mut page(), 20, 12), 20);
        search.next();
        assert_eq!(search.mark(&mut page(), 20, 12), 1);
        assert_eq!(search.found, (1, 3));
        search.next();
        // This match is on the screen.
        assert_eq!(search.mark(&mut page(), 1, 12), 1);
        assert_eq!(search.found, (2, 3));
        search.push('x');
        assert_eq!(search.mark(&mut page(), 1, 12), 1);
        assert_eq!(search.found, (0, 0));
        search.next();
        assert_eq!(search.mark(&mut page(), 1, 12), 1);
    }
}
