//! The story on the virtual clock, word for word, and the README that quotes it.
//!
//! Act 5 is about sockets: its figures are left out of the snapshot, and what is asserted of
//! them holds on every machine, however busy.

use stage::testing::{
    assert_readme_quotes, measured_lines, play_virtual, without_measured_figures,
};
use std::sync::LazyLock;

static PRINTED: LazyLock<String> =
    LazyLock::new(|| play_virtual(env!("CARGO_BIN_EXE_executor")));

#[test]
fn the_story_is_the_same_every_time() {
    insta::assert_snapshot!(without_measured_figures(&PRINTED));
}

#[test]
fn the_readme_quotes_the_story() {
    assert_readme_quotes(env!("CARGO_MANIFEST_DIR"), &PRINTED);
}

/// The server thinks for 0.04 s about each page, and for 0.5 s about the slow one.
#[test]
fn one_by_one_takes_the_sum_and_at_once_the_longest_at_least() {
    assert!(figures("ten pages, one by one")[0] >= 0.8, "{}", *PRINTED);
    assert!(figures("ten pages, a task each")[0] >= 0.5, "{}", *PRINTED);
}

/// A page is polled for its connection, for its text, and for the end of it.
#[test]
fn a_page_is_polled_a_few_times_and_no_more() {
    let polls = figures("ten pages, a task each")[1];
    assert!((10.0..=60.0).contains(&polls), "{}", *PRINTED);
}

#[test]
fn a_deadline_is_not_early() {
    assert!(figures("the slow page, with a deadline")[0] >= 0.2, "{}", *PRINTED);
}

/// The numbers in the measured line that begins like this.
fn figures(begin: &str) -> Vec<f64> {
    let line =
        measured_lines(&PRINTED).find(|line| line.trim_start().starts_with(begin));
    let line = line.unwrap_or_else(|| panic!("no line begins with `{begin}`"));
    line.split_whitespace().filter_map(|word| word.parse().ok()).collect()
}
