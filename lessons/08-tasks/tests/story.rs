//! Checks the story on the virtual clock, word for word, and the README that quotes
//! it.
//!
//! Act 5 depends on the machine: the snapshot leaves out how many tasks moved. What
//! the test asserts about that number holds on every machine, even a busy one.

use stage::testing::{
    assert_readme_figures, assert_readme_quotes, measured_lines, play_virtual,
    without_measured_figures,
};
use std::sync::LazyLock;

static PRINTED: LazyLock<String> =
    LazyLock::new(|| play_virtual(env!("CARGO_BIN_EXE_tasks")));

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
    assert_readme_figures(env!("CARGO_MANIFEST_DIR"), &PRINTED, &[]);
}

#[test]
fn tasks_move_only_where_there_is_another_thread() {
    let moved = |line: &str| {
        let (_, rest) = line.split_once(" tasks, ")?;
        rest.split_once(" were")?.0.parse().ok()
    };
    let moved: Vec<usize> = measured_lines(&PRINTED).filter_map(moved).collect();
    // How many tasks move between workers depends on the machine.
    let [one_thread, _] = moved[..] else { panic!("{}", *PRINTED) };
    assert_eq!(one_thread, 0, "{}", *PRINTED);
}
