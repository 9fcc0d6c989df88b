//! The story, word for word, the sizes that it measures, and the README that quotes
//! it.

use stage::testing::{
    Figure, assert_readme_figures, assert_readme_quotes, measured_lines,
    play_virtual, without_measured_figures,
};

const STORY: &str = env!("CARGO_BIN_EXE_generators");

#[test]
fn the_story_is_the_same_every_time() {
    insta::assert_snapshot!(without_measured_figures(&play_virtual(STORY)));
}

#[test]
fn a_paused_generator_is_a_few_words_of_memory() {
    let printed = play_virtual(STORY);
    let sizes: Vec<_> = measured_lines(&printed).filter_map(bytes).collect();
    let [body, handle] = sizes[..] else { panic!("not two sizes: {sizes:?}") };

    let word = size_of::<usize>();
    assert_eq!(handle, 2 * word, "two pointers");
    let least = word + size_of::<u32>();
    assert!((least..=8 * word).contains(&body), "{body} bytes");
    // The README says 32 bytes.
    assert!(cfg!(not(target_pointer_width = "64")) || body == 32, "{body} bytes");
}

#[test]
fn the_readme_quotes_the_story() {
    assert_readme_quotes(env!("CARGO_MANIFEST_DIR"), &play_virtual(STORY));
}

#[test]
fn the_figures_in_the_readme_have_an_origin() {
    assert_readme_figures(
        env!("CARGO_MANIFEST_DIR"),
        &play_virtual(STORY),
        &[Figure::Measured("32 bytes")],
    );
}

fn bytes(line: &str) -> Option<usize> {
    line.strip_suffix(" bytes")?.rsplit(' ').next()?.parse().ok()
}
