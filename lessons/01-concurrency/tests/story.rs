//! The story on the virtual clock, word for word, and the README that quotes it.
//!
//! Act 4 is about the machine: its figures are left out of the snapshot, and what is
//! asserted of them holds on every machine, however busy.

use stage::testing::{
    assert_readme_quotes, measured_lines, play_virtual, without_measured_figures,
};
use std::sync::LazyLock;

static PRINTED: LazyLock<String> =
    LazyLock::new(|| play_virtual(env!("CARGO_BIN_EXE_concurrency")));

#[test]
fn the_story_is_the_same_every_time() {
    insta::assert_snapshot!(without_measured_figures(&PRINTED));
}

#[test]
fn the_readme_quotes_the_story() {
    assert_readme_quotes(env!("CARGO_MANIFEST_DIR"), &PRINTED);
}

#[test]
fn the_same_jobs_ran_on_one_thread_and_on_two() {
    assert_eq!(figures("on "), [1.0, 2.0]);
}

#[test]
fn no_wait_is_shorter_than_was_asked_for() {
    let [asked, in_turns, on_two_threads] = figures("two waits")[..] else {
        panic!("the line has three figures")
    };
    assert!(in_turns >= asked && on_two_threads >= asked, "{}", *PRINTED);
}

#[test]
fn a_thread_goes_on_counting_beside_a_hundred_that_wait() {
    assert!(figures("beside 100 that wait")[1] >= 1.0, "{}", *PRINTED);
}

/// The numbers in the measured line that begins like this.
fn figures(begin: &str) -> Vec<f64> {
    let line =
        measured_lines(&PRINTED).find(|line| line.trim_start().starts_with(begin));
    let line = line.unwrap_or_else(|| panic!("no line begins with `{begin}`"));
    line.split_whitespace().filter_map(|word| word.parse().ok()).collect()
}
