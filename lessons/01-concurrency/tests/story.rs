//! Checks the story on the virtual clock, word for word, and the README that quotes
//! it.
//!
//! Act 4 measures the machine. The snapshot leaves out its figures, and the
//! assertions about them hold on every machine, even a busy one.

use stage::testing::{
    Figure, assert_readme_figures, assert_readme_quotes, measured_figures,
    play_virtual, without_measured_figures,
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
fn the_figures_in_the_readme_have_an_origin() {
    assert_readme_figures(
        env!("CARGO_MANIFEST_DIR"),
        &PRINTED,
        &[
            Figure::Source("60 ms", "JOB: Duration = Duration::from_millis(60)"),
            Figure::Said("120 to 140 ms", "twice 60 ms, plus taking turns"),
            Figure::Said(
                "60 to 80 ms",
                "with two free cores, which a test can't rely on",
            ),
            Figure::Said("1.6 s", "stone 1's throw, from 400 ms to 2000 ms"),
        ],
    );
}

#[test]
fn the_same_jobs_ran_on_one_thread_and_on_two() {
    assert_eq!(figures("on "), [1.0, 2.0]);
}

#[test]
fn a_wait_is_not_shorter_than_requested() {
    let [asked, in_turns, on_two_threads] = figures("two waits")[..] else {
        panic!("the line has three figures")
    };
    assert!(in_turns >= asked && on_two_threads >= asked, "{}", *PRINTED);
}

#[test]
fn a_thread_keeps_counting_while_a_hundred_others_wait() {
    assert!(figures("with 100 waiting threads")[1] >= 1.0, "{}", *PRINTED);
}

/// The numbers in the measured line that begins with `begin`.
fn figures(begin: &str) -> Vec<f64> {
    measured_figures(&PRINTED, begin)
}
