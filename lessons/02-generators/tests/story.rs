//! The story word for word, the sizes that it measures, and the README that quotes it.

use stage::testing::{assert_readme_quotes, play_virtual};

const STORY: &str = env!("CARGO_BIN_EXE_generators");

/// What a line begins with whose figures are the machine's own.
const MEASURED: &str = "[     ~]";

#[test]
fn the_story_is_the_same_every_time() {
    let printed = play_virtual(STORY);
    let lines: Vec<_> = printed.lines().map(without_measured_figures).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn a_paused_generator_is_a_few_words_of_memory() {
    let printed = play_virtual(STORY);
    let sizes: Vec<_> = printed.lines().filter_map(measured_bytes).collect();
    let [body, handle] = sizes[..] else { panic!("not two sizes: {sizes:?}") };

    let word = size_of::<usize>();
    assert_eq!(handle, 2 * word, "two pointers");
    let least = word + size_of::<u32>();
    assert!((least..=8 * word).contains(&body), "{body} bytes");
}

#[test]
fn the_readme_quotes_the_story() {
    assert_readme_quotes(env!("CARGO_MANIFEST_DIR"), &play_virtual(STORY));
}

fn without_measured_figures(line: &str) -> String {
    if !line.starts_with(MEASURED) {
        return line.to_owned();
    }
    let words = line.split(' ');
    let words = words.map(|it| if it.parse::<usize>().is_ok() { "…" } else { it });
    words.collect::<Vec<_>>().join(" ")
}

fn measured_bytes(line: &str) -> Option<usize> {
    let figure = line.strip_prefix(MEASURED)?.strip_suffix(" bytes")?;
    figure.rsplit(' ').next()?.parse().ok()
}
