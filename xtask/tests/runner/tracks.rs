//! Tracks, and exercises that were set aside: both affect which exercise is next.
//! They are only preferences, so losing them costs no progress.

use crate::{
    WRONG,
    demo::{Demo, package},
};
use std::fs;

const TRACKS: &str = r#"
[[track]]
name = "all"
title = "Everything"
for = "You have time."
lessons = ["01-demo", "02-more"]

[[track]]
name = "back"
title = "Backward"
for = "You know the first one."
lessons = ["02-more"]
"#;

/// A course with two lessons: one has the exercises `first` and `second`, and the other
/// has `third`.
fn course(name: &str) -> Demo {
    let demo = Demo::new(name, &[("first", WRONG), ("second", WRONG)]);
    demo.write_members(&["01-demo", "02-more"]);
    demo.write("lessons/02-more/Cargo.toml", &package("more"));
    demo.write("lessons/02-more/src/main.rs", "fn main() {}");
    let test = "[[test]]\nname = \"third\"\npath = \"tests/third.rs\"\n";
    let manifest = format!("{}autotests = false\n{test}", package("more-exercises"));
    demo.write("exercises/02-more/Cargo.toml", &manifest);
    demo.write("exercises/02-more/third.rs", WRONG);
    demo.write("exercises/02-more/tests/third.rs", "#[path = \"../third.rs\"] mod it;\n#[test] fn answers_42() { assert_eq!(it::answer(), 42); }");
    demo.write("lessons/tracks.toml", TRACKS);
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    demo
}

/// The exercises, in the order of `list`.
fn listed(demo: &Demo) -> Vec<String> {
    let said = demo.xtask(&["list", "--format", "json"]);
    assert_eq!(said.code, Some(0), "{}", said.errors);
    let all: serde_json::Value =
        serde_json::from_str(&said.output).expect("it is JSON");
    let all = all["exercises"].as_array().expect("it is a list").iter();
    all.map(|it| it["exercise"].as_str().expect("it is a name").to_owned()).collect()
}

#[track_caller]
fn next(demo: &Demo, expected: &str) {
    let said = demo.xtask(&[]);
    assert_eq!(said.code, Some(0), "{}", said.errors);
    assert!(said.output.contains(&format!("next: {expected}\n")), "{}", said.output);
}

#[test]
fn the_next_exercise_follows_the_track() {
    let demo = course("tracks");
    assert_eq!(listed(&demo), ["first", "second", "third"]);
    next(&demo, "first");

    let said = demo.xtask(&["track"]);
    assert_eq!(said.code, Some(0), "{}", said.errors);
    assert!(said.output.contains("▸ all "), "{}", said.output);
    assert!(said.output.contains("  back "), "{}", said.output);

    let said = demo.xtask(&["track", "back"]);
    assert_eq!(said.code, Some(0), "{}", said.errors);
    assert!(said.output.contains("▸ back "), "{}", said.output);
    assert_eq!(listed(&demo), ["third", "first", "second"]);
    next(&demo, "third");
    let said = demo.xtask(&["list"]);
    let (on, off) = said.output.split_once("Not on your track").expect("it is said");
    assert!(on.contains("third") && off.contains("first"), "{}", said.output);
}

#[test]
fn an_exercise_that_is_set_aside_is_next_when_the_rest_is_solved() {
    let demo = course("aside");
    assert_eq!(demo.xtask(&["skip", "first"]).code, Some(0));
    next(&demo, "second");
    let said = demo.xtask(&["list"]);
    let line =
        said.output.lines().find(|it| it.contains(" first ")).expect("listed");
    assert!(line.ends_with("(set aside)"), "{line}");
    for file in ["exercises/01-demo/second.rs", "exercises/02-more/third.rs"] {
        demo.write(file, crate::RIGHT);
    }
    next(&demo, "first");
    assert_eq!(demo.xtask(&["skip", "--undo", "first"]).code, Some(0));
    assert!(!demo.xtask(&["list"]).output.contains("set aside"));
}

#[test]
fn broken_tracks_and_preferences_are_reported_with_the_next_step() {
    let demo = course("broken_tracks");
    let said = demo.xtask(&["track", "nowhere"]);
    assert_eq!(said.code, Some(2), "{}", said.output);
    assert!(said.errors.contains("no track `nowhere`"), "{}", said.errors);
    assert!(said.errors.contains("all, back"), "{}", said.errors);

    // A track that no longer exists is not an error: the first one is used instead.
    demo.write(".awaitlings.toml", "track = \"gone\"\nskipped = [\"gone\"]");
    assert_eq!(listed(&demo), ["first", "second", "third"]);

    demo.write(".awaitlings.toml", "track = 7");
    let said = demo.xtask(&["list"]);
    assert_eq!(said.code, Some(2), "{}", said.output);
    assert!(said.errors.contains("can't read .awaitlings.toml"), "{}", said.errors);
    assert!(said.errors.contains("delete it"), "{}", said.errors);
    fs::remove_file(demo.0.join(".awaitlings.toml")).unwrap();

    demo.write("lessons/tracks.toml", &TRACKS.replace("02-more", "09-none"));
    let said = demo.xtask(&["list"]);
    assert_eq!(said.code, Some(2), "{}", said.output);
    assert!(
        said.errors.contains("lessons/tracks.toml is broken"),
        "{}",
        said.errors
    );
    assert!(said.errors.contains("`09-none`"), "{}", said.errors);

    fs::remove_file(demo.0.join("lessons/tracks.toml")).unwrap();
    assert_eq!(listed(&demo), ["first", "second", "third"]);
    assert_eq!(demo.xtask(&["track"]).code, Some(2));
}

#[cfg(target_os = "linux")]
#[test]
fn the_list_of_watch_begins_with_the_track_and_says_where_it_ends() {
    let demo = course("tracks_watch");
    assert_eq!(demo.xtask(&["track", "back"]).code, Some(0));
    let mut terminal = demo.watch((60, 24), &[]);
    terminal.wait_for(&["more / third", "0 of 3 solved"]);
    terminal.press("l").wait_for(&["▸ · third", "not on your track:", "· second"]);
    let text = terminal.text();
    let end = text.find("not on your track").expect("the list is shown");
    assert!(text[..end].contains("02-more") && !text[..end].contains("01-demo"));
    terminal.press("q").end();
}
