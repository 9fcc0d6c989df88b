//! Checks the story on the virtual clock, word for word, and the README that quotes
//! it.
//!
//! Act 6 depends on the machine: the snapshot leaves out when its timers fired. What
//! the test asserts about those times holds on every machine, even a busy one.

use stage::testing::{
    Figure, assert_readme_figures, assert_readme_quotes, measured_lines,
    play_virtual, without_measured_figures,
};
use std::sync::LazyLock;

static PRINTED: LazyLock<String> =
    LazyLock::new(|| play_virtual(env!("CARGO_BIN_EXE_sleep")));

const FIRED: &str = "fired at about ";

const FIRES_AT: Figure = Figure::Measured("200 to 250 ms");

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
            Figure::Source(
                "20 to 220 ms",
                "BEFORE_BLOCKING: Duration = Duration::from_millis(20)",
            ),
            Figure::Source(
                "20 ms",
                "BEFORE_BLOCKING: Duration = Duration::from_millis(20)",
            ),
            Figure::Source("50 ms", "DUE: Duration = Duration::from_millis(50)"),
            FIRES_AT,
            Figure::Said(
                "0.9 s",
                "what the page's change to `src/ticker.rs` makes it print",
            ),
        ],
    );
}

#[test]
fn no_timer_fires_before_it_is_due() {
    let fired: Vec<f64> = (measured_lines(&PRINTED)
        .filter_map(|line| line.split_once(FIRED)))
    .filter_map(|(_, time)| time.strip_suffix(" ms")?.parse().ok())
    .collect();
    assert_eq!(fired.len(), 4, "{}", *PRINTED);
    assert!(fired.iter().all(|&ms| ms >= 50.0), "{}", *PRINTED);
    // Until then, the only worker is blocked, or even longer on a busy machine.
    assert!(fired[0] >= *FIRES_AT.range().start(), "{}", *PRINTED);
}
