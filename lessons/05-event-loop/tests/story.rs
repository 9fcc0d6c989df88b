//! Checks the story on the virtual clock, word for word, and the README that quotes
//! it.

use stage::testing::{assert_readme_figures, assert_readme_quotes, play_virtual};

#[test]
fn the_story_is_the_same_every_time() {
    insta::assert_snapshot!(play_virtual(env!("CARGO_BIN_EXE_event-loop")));
}

#[test]
fn the_readme_quotes_the_story() {
    let printed = play_virtual(env!("CARGO_BIN_EXE_event-loop"));
    assert_readme_quotes(env!("CARGO_MANIFEST_DIR"), &printed);
}

#[test]
fn the_figures_in_the_readme_have_an_origin() {
    let printed = play_virtual(env!("CARGO_BIN_EXE_event-loop"));
    assert_readme_figures(env!("CARGO_MANIFEST_DIR"), &printed, &[]);
}
