//! Help for learners: hints, the list, the reference solution, and the difference from it.

use crate::{
    RIGHT, WRONG,
    demo::{Demo, file},
};
use std::fs;

const HINTS: &str = "## A nudge

Think of a number.

## A direction

Think of a larger one.

## The last step

Between 41 and 43.
";

fn course(name: &str) -> Demo {
    let demo = Demo::new(name, &[("first", WRONG), ("second", WRONG)]);
    demo.write("exercises/01-demo/hints/first.md", HINTS);
    demo
}

#[test]
fn a_hint_shows_one_level_and_the_command_for_the_next() {
    let demo = course("hints");
    let nudge = "Think of a number.";
    let direction = "Think of a larger one.";
    let last = "Between 41 and 43.";
    for (arguments, said, unsaid, more) in [
        (&["hint", "first"][..], &[nudge][..], &[direction, last][..], "--level 2"),
        (
            &["hint", "first", "--level", "2"],
            &[direction],
            &[nudge, last],
            "more: cargo xtask hint first --level 3",
        ),
        (&["hint", "first", "--level", "3"], &[last], &[nudge, direction], ""),
        (
            &["hint", "first", "--all"],
            &["## A nudge", nudge, direction, last],
            &[],
            "",
        ),
    ] {
        let shown = demo.xtask(arguments);
        assert_eq!(shown.code, Some(0), "{arguments:?}: {}", shown.errors);
        for part in said {
            assert!(shown.output.contains(part), "{arguments:?}: {}", shown.output);
        }
        for part in unsaid {
            assert!(!shown.output.contains(part), "{arguments:?}: {}", shown.output);
        }
        assert_eq!(shown.output.contains("more:"), !more.is_empty());
        assert!(shown.output.contains(more), "{arguments:?}: {}", shown.output);
    }
}

#[test]
fn a_hint_that_does_not_exist_is_an_error() {
    let demo = course("no_hints");
    demo.write("exercises/01-demo/hints/first.md", HINTS);
    for (arguments, parts) in [
        (
            &["hint", "first", "--level", "4"][..],
            &["first has hints of levels 1 to 3", "--level"][..],
        ),
        (&["hint", "first", "--level", "0"], &["levels 1 to 3"]),
        (&["hint", "first", "--level", "x"], &["invalid value"]),
        (&["hint", "first", "--level", "1", "--all"], &["cannot be used with"]),
        (&["hint"], &["<NAME>"]),
        (
            &["hint", "second"],
            &[
                "can't read exercises/01-demo/hints/second.md",
                "git restore exercises",
            ],
        ),
    ] {
        let said = demo.xtask(arguments);
        assert_eq!(said.code, Some(2), "{arguments:?}: {}", said.output);
        for part in parts {
            assert!(said.errors.contains(part), "{arguments:?}: {}", said.errors);
        }
    }
    demo.write("exercises/01-demo/hints/second.md", "\n");
    let said = demo.xtask(&["hint", "second"]);
    assert_eq!(said.code, Some(2), "{}", said.output);
    assert!(said.errors.contains("second has no hints"), "{}", said.errors);
}

#[test]
fn the_list_has_all_exercises_and_marks_the_ones_that_were_begun() {
    let demo = course("list");
    let first =
        format!("//! # The first one\n//!\n//! **build, 10 minutes**\n{WRONG}");
    demo.write(&file("first"), &first);
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    demo.write(&file("second"), "// Something of mine.");
    let said = demo.xtask(&["list"]);
    assert_eq!(said.code, Some(0), "{}", said.errors);
    let lines: Vec<_> = said.output.lines().collect();
    assert!(lines[0].starts_with("01-demo"), "{}", said.output);
    assert!(lines[0].contains("cargo run -p demo"), "{}", said.output);
    assert!(lines[1].starts_with("  first "), "{}", said.output);
    assert!(lines[1].contains("build, 10 minutes"), "{}", said.output);
    assert!(lines[1].ends_with("The first one"), "{}", said.output);
    assert!(lines[2].starts_with("~ second "), "{}", said.output);
    // The legend explains the kinds that are listed.
    assert_eq!(lines[4], "build: write it", "{}", said.output);

    let said = demo.xtask(&["list", "--format", "json"]);
    assert_eq!(said.code, Some(0), "{}", said.errors);
    let all: serde_json::Value = serde_json::from_str(&said.output).unwrap();
    let expected = serde_json::json!({
        "version": 1,
        "exercises": [
            {
                "exercise": "first", "lesson": "01-demo",
                "file": "exercises/01-demo/first.rs", "title": "The first one",
                "kind": "build, 10 minutes", "touched": false,
                "skipped": false,
            },
            {
                "exercise": "second", "lesson": "01-demo",
                "file": "exercises/01-demo/second.rs", "title": "",
                "kind": "", "touched": true, "skipped": false,
            },
        ],
    });
    assert_eq!(all, expected);
    let said = demo.xtask(&["list", "--format", "junit"]);
    assert_eq!(said.code, Some(2), "{}", said.output);
    assert!(
        said.errors.contains("--format human or --format json"),
        "{}",
        said.errors
    );
}

/// `diff` compares the learner's file with the reference, and never changes it.
#[test]
fn the_reference_is_shown_as_a_whole_or_as_a_diff() {
    let demo = course("solutions");
    let solution = "solutions/01-demo/first.rs";
    let reference = "//! Why it is good.\n\npub fn answer() -> u8 {\n    42\n}\n";
    demo.write(solution, reference);
    let mine = "//! Why it is good.\n\npub fn answer() -> u8 {\n    41\n}\n";
    demo.write(&file("first"), mine);
    let said = demo.xtask(&["solution", "first"]);
    assert_eq!(said.code, Some(0), "{}", said.errors);
    assert!(said.output.starts_with(reference), "{}", said.output);
    assert!(said.output.replace('\\', "/").contains(solution), "{}", said.output);

    let windows = |text: &str| text.replace('\n', "\r\n");
    for (mine, reference) in [
        (mine.to_owned(), reference.to_owned()),
        (windows(mine), reference.to_owned()),
        (mine.to_owned(), windows(reference)),
        (windows(mine), windows(reference)),
    ] {
        demo.write(&file("first"), &mine);
        demo.write(solution, &reference);
        let said = demo.xtask(&["diff", "first"]);
        assert_eq!(said.code, Some(0), "{}", said.errors);
        let changed: Vec<_> = (said.output.lines().skip(2))
            .filter(|line| line.starts_with(['-', '+']))
            .collect();
        assert_eq!(changed, ["-    41", "+    42"], "{}", said.output);
        assert_eq!(fs::read_to_string(demo.0.join(file("first"))).unwrap(), mine);
    }
    // The comments at the top always differ, so they are left out. Line numbers count them.
    let task = mine.replace("Why it is good.", "# The task\n//!\n//! Count.");
    demo.write(&file("first"), &task);
    let said = demo.xtask(&["diff", "first"]);
    assert!(!said.output.contains("//!"), "{}", said.output);
    assert!(said.output.contains("@@ -5,3 +3,3 @@"), "{}", said.output);
    demo.write(&file("first"), &task.replace("41", "42"));
    let said = demo.xtask(&["diff", "first"]);
    assert!(said.output.contains("except for the comment at the top"));
    // If there is no difference, the message says so.
    demo.write(&file("first"), reference);
    let said = demo.xtask(&["diff", "first"]);
    assert_eq!(said.code, Some(0), "{}", said.errors);
    assert!(said.output.contains("is the reference solution"), "{}", said.output);
}

#[test]
fn a_missing_file_is_reported_with_the_command_that_restores_it() {
    let demo = course("no_solutions");
    for command in ["solution", "diff"] {
        let said = demo.xtask(&[command, "first"]);
        assert_eq!(said.code, Some(2), "{command}: {}", said.output);
        assert!(
            said.errors.contains("can't read solutions/01-demo/first.rs"),
            "{}",
            said.errors
        );
        assert!(said.errors.contains("git restore solutions"), "{}", said.errors);
    }
    demo.write("solutions/01-demo/first.rs", RIGHT);
    fs::remove_file(demo.0.join(file("first"))).unwrap();
    let said = demo.xtask(&["diff", "first"]);
    assert_eq!(said.code, Some(2), "{}", said.output);
    assert!(said.errors.contains("first.rs is missing"), "{}", said.errors);
    assert!(said.errors.contains("cargo xtask reset first"), "{}", said.errors);
}
