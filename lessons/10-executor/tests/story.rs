//! The story on the virtual clock, word for word, and the page that quotes it.
//!
//! Act 5 uses sockets, so it is not in the snapshot. The assertions about it hold on
//! every machine that has sockets, even a busy one.

use stage::testing::{
    Figure, assert_readme_figures, assert_readme_quotes, measured_figures,
    play_virtual, sockets_are_refused, without_measured_lines,
};
use std::sync::LazyLock;

static PRINTED: LazyLock<String> =
    LazyLock::new(|| play_virtual(env!("CARGO_BIN_EXE_executor")));

const TEN_PAGES: Figure = Figure::Measured("0.5 to 0.6 s");
const ONE_BY_ONE: Figure = Figure::Measured("0.9 to 1.2 s");
const POLLS: Figure = Figure::Measured("20 to 60 polls");

#[test]
fn the_story_is_the_same_every_time() {
    insta::assert_snapshot!(without_measured_lines(&PRINTED));
}

#[test]
fn the_readme_quotes_the_story() {
    assert_readme_quotes(env!("CARGO_MANIFEST_DIR"), &PRINTED);
}

#[test]
fn the_figures_in_the_readme_have_an_origin() {
    assert_readme_figures(
        env!("CARGO_MANIFEST_DIR"),
        &PRINTED,
        &[
            Figure::Source("0.04 s", "if page == SLOW { 500 } else { 40 }"),
            Figure::Source("0.5 s", "if page == SLOW { 500 } else { 40 }"),
            TEN_PAGES,
            POLLS,
            Figure::Source("64 polls", "const POLLS_A_TURN: usize = 64;"),
            ONE_BY_ONE,
            Figure::Said("1 ms", "the step of tokio's wheel, in its documentation"),
            Figure::Said("0 bytes", "the end of a stream, in `std::io::Read`"),
        ],
    );
}

/// The server waits 0.04 s before it answers with a page, and 0.5 s before the slow one.
#[test]
fn one_after_another_takes_the_sum_and_all_at_once_takes_the_longest() {
    if sockets_are_refused(&PRINTED) {
        return;
    }
    for (begin, least) in [
        ("ten pages, one after another", ONE_BY_ONE),
        ("ten pages, one task each", TEN_PAGES),
    ] {
        assert!(figures(begin)[0] >= *least.range().start(), "{}", *PRINTED);
    }
}

/// A page is polled to connect, to read its text, and to see its end.
#[test]
fn a_page_is_polled_only_a_few_times() {
    if sockets_are_refused(&PRINTED) {
        return;
    }
    let polls = figures("ten pages, one task each")[1];
    assert!(POLLS.range().contains(&polls), "{}", *PRINTED);
}

#[test]
fn a_deadline_is_not_early() {
    if sockets_are_refused(&PRINTED) {
        return;
    }
    assert!(figures("the slow page, with a deadline")[0] >= 0.2, "{}", *PRINTED);
}

/// The numbers in the measured line that begins with `begin`.
fn figures(begin: &str) -> Vec<f64> {
    measured_figures(&PRINTED, begin)
}
