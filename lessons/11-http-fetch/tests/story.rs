//! Checks the story on the virtual clock, word for word, and the README that quotes
//! it.
//!
//! Act 6 uses sockets. It is not in the snapshot, and the assertions about it hold
//! on every machine that has sockets, even a busy one.

use stage::testing::{
    Figure, assert_readme_figures, assert_readme_quotes, measured_lines,
    play_virtual, sockets_are_refused, without_measured_lines,
};
use std::sync::LazyLock;

static PRINTED: LazyLock<String> =
    LazyLock::new(|| play_virtual(env!("CARGO_BIN_EXE_http-fetch")));

#[test]
fn the_story_is_the_same_every_time() {
    // The last act exists only with the feature `library`.
    let always = PRINTED.split("\n7. ").next().expect("a split has a first part");
    insta::assert_snapshot!(without_measured_lines(always.trim_end()));
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
            Figure::Said(
                "0.9 s",
                "nine pages of 0.1 s, if the slow one is the last",
            ),
            Figure::Said("27 bytes", "the length of the header before it"),
            Figure::Said("10 GB", "the value of the header before it"),
        ],
    );
}

/// The server takes 0.1 s for each page, and 0.5 s for the slow one.
#[test]
fn fetching_in_turn_takes_at_least_the_sum() {
    if sockets_are_refused(&PRINTED) {
        return;
    }
    for way in [
        "one by one, client that blocks:",
        "one by one, async client:",
        "a task each, client that blocks:",
    ] {
        assert!(seconds(way) >= 1.4, "{way} {}", *PRINTED);
    }
}

#[test]
fn fetching_together_takes_at_least_as_long_as_the_slow_page() {
    if sockets_are_refused(&PRINTED) {
        return;
    }
    for way in [
        "a thread each, client that blocks:",
        "a task each, async client:",
        "a task each, client that blocks, on the pool:",
    ] {
        assert!(seconds(way) >= 0.5, "{way} {}", *PRINTED);
    }
}

#[test]
fn every_way_fetches_all_pages() {
    if sockets_are_refused(&PRINTED) {
        return;
    }
    let fetched = measured_lines(&PRINTED).filter(|line| line.contains("pages"));
    let whole = fetched.filter(|line| line.contains("pages 10")).count();
    assert_eq!(whole, if cfg!(feature = "library") { 7 } else { 6 }, "{}", *PRINTED);
}

#[test]
fn tasks_share_one_thread_and_threads_do_not() {
    if sockets_are_refused(&PRINTED) {
        return;
    }
    for (way, threads) in [
        ("one by one, client that blocks:", 1..=1),
        ("a thread each, client that blocks:", 10..=10),
        ("one by one, async client:", 1..=1),
        ("a task each, async client:", 1..=1),
        ("a task each, client that blocks:", 1..=1),
        // When a thread in the pool becomes free, it takes the next page.
        ("a task each, client that blocks, on the pool:", 1..=10),
    ] {
        let line = measured(way);
        let (_, counted) = line.rsplit_once(' ').expect("it ends with a count");
        let counted: u32 = counted.parse().expect("it ends with a count");
        assert!(threads.contains(&counted), "{line}");
    }
}

#[test]
fn a_refused_connection_is_reported() {
    if sockets_are_refused(&PRINTED) {
        return;
    }
    assert_eq!(measured("at a port without a server:"), "connection refused");
}

fn seconds(way: &str) -> f64 {
    let line = measured(way);
    let (seconds, _) = line.split_once(" s,").expect("a time comes first");
    seconds.parse().expect("a time is a number")
}

/// The rest of the measured line that begins with `way`.
fn measured(way: &str) -> &'static str {
    let told = measured_lines(&PRINTED).find_map(|it| it.trim().strip_prefix(way));
    told.unwrap_or_else(|| panic!("no line begins with `{way}`")).trim()
}
