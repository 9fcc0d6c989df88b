//! The names that commands accept, and their exit codes.

use crate::{
    RIGHT, WRONG,
    demo::{Demo, Said, file, package},
};
use serde_json::Value;

#[test]
fn exit_codes_distinguish_solved_unsolved_and_errors() {
    let demo = Demo::new("codes", &[("right", RIGHT), ("wrong", WRONG)]);
    for (arguments, code) in [
        (&["check", "right"][..], 0),
        (&["check", "right", "wrong"], 1),
        (&["check", "wrong", "unknown"], 2),
        (&["check", "right", "--limit", "0"], 2),
        (&["hint", "unknown"], 2),
        (&["chekc"], 2),
        (&["list"], 0),
    ] {
        let said = demo.xtask(arguments);
        assert_eq!(
            said.code,
            Some(code),
            "{arguments:?}: {}{}",
            said.output,
            said.errors
        );
        assert_eq!(
            said.errors.is_empty(),
            code != 2,
            "{arguments:?}: {}",
            said.errors
        );
    }
}

#[test]
fn the_runner_says_what_is_next_without_a_command() {
    let demo = Demo::new("next", &[("right", RIGHT), ("wrong", WRONG)]);
    let said = demo.xtask(&[]);
    assert_eq!(said.code, Some(0), "{}", said.errors);
    assert!(said.output.contains("1 of 2 exercises solved"), "{}", said.output);
    assert!(said.output.contains("cargo xtask check wrong"), "{}", said.output);
}

/// A course with four exercises in two lessons. One exercise's name is a prefix of
/// another's.
fn course(name: &str) -> Demo {
    let names = ["fetch", "fetch_twice", "pause"];
    let demo = Demo::new(name, &names.map(|it| (it, RIGHT)));
    demo.write("lessons/02-lazy-futures/Cargo.toml", &package("lazy-futures"));
    demo.write("lessons/02-lazy-futures/src/main.rs", "fn main() {}");
    let manifest = package("lazy-exercises")
        + "autotests = false\n[[test]]\nname = \"poll_me\"\npath = \"tests/poll_me.rs\"\n";
    demo.write("exercises/02-lazy-futures/Cargo.toml", &manifest);
    demo.write("exercises/02-lazy-futures/poll_me.rs", RIGHT);
    demo.write(
        "exercises/02-lazy-futures/tests/poll_me.rs",
        "#[path = \"../poll_me.rs\"] mod attempt;
         #[test] fn answers_42() { assert_eq!(attempt::answer(), 42); }",
    );
    demo.write_members(&["01-demo", "02-lazy-futures"]);
    demo
}

/// Checks that `names` mean exactly these exercises.
#[track_caller]
fn check_meaning(demo: &Demo, names: &[&str], meant: &[&str]) {
    check_meaning_in("", demo, names, meant);
}

/// The same check, run in this directory of the course.
#[track_caller]
fn check_meaning_in(directory: &str, demo: &Demo, names: &[&str], meant: &[&str]) {
    let arguments: Vec<_> = ["check", "--format", "json"]
        .into_iter()
        .chain(names.iter().copied())
        .collect();
    let mut command = demo.command(&arguments);
    let said = command.current_dir(demo.0.join(directory)).output();
    let said = Said::of(&said.expect("cargo has built it with this test"));
    assert_eq!(said.code, Some(0), "{names:?}: {}", said.errors);
    let all: Value = serde_json::from_str(&said.output).expect("it is JSON");
    let graded = all["exercises"].as_array().into_iter().flatten();
    let graded: Vec<_> = graded.map(|it| &it["exercise"]).collect();
    assert_eq!(graded, meant, "{names:?}");
}

#[test]
fn an_exercise_or_a_lesson_can_be_named_in_many_ways() {
    let demo = course("many_names");
    let path = file("fetch_twice");
    let absolute = demo.0.join(&path);
    let absolute = absolute.to_str().unwrap();
    let first = &["fetch", "fetch_twice", "pause"][..];
    for (name, meant) in [
        ("fetch", &["fetch"][..]),
        ("fetch_twice", &["fetch_twice"]),
        ("fetch-twice", &["fetch_twice"]),
        ("fetch_twice.rs", &["fetch_twice"]),
        ("fetch_t", &["fetch_twice"]),
        ("fetch-t", &["fetch_twice"]),
        (&path, &["fetch_twice"]),
        (absolute, &["fetch_twice"]),
        ("demo", first),
        ("01", first),
        ("1", first),
        ("01-demo", first),
        ("exercises/01-demo/", first),
        ("lessons/01-demo", first),
        ("lazy-futures", &["poll_me"]),
        ("lazy", &["poll_me"]),
    ] {
        check_meaning(&demo, &[name], meant);
    }
    // The exercises are in learning order, without duplicates.
    check_meaning(&demo, &["lazy", "fetch", "1"], &[first, &["poll_me"]].concat());
}

/// Shells complete paths relative to the current directory.
#[test]
fn a_path_is_relative_to_the_current_directory() {
    let demo = course("paths");
    let twice = &["fetch_twice"][..];
    for (directory, path, meant) in [
        ("", "./fetch_twice.rs", twice),
        ("", "./exercises/01-demo/fetch_twice.rs", twice),
        ("exercises/01-demo", "fetch_twice.rs", twice),
        ("exercises/01-demo", "./fetch_twice.rs", twice),
        ("exercises/01-demo/tests", "../fetch_twice.rs", twice),
        ("exercises", "01-demo/fetch_twice.rs", twice),
        ("lessons/01-demo", "../../exercises/01-demo/fetch_twice.rs", twice),
        ("exercises/02-lazy-futures", ".", &["poll_me"]),
        ("exercises/01-demo", "../02-lazy-futures/", &["poll_me"]),
        ("exercises/02-lazy-futures", "fetch_twice.rs", twice),
    ] {
        check_meaning_in(directory, &demo, &[path], meant);
    }
    for path in ["..", "../../fetch.txt/..", "./unknown.rs"] {
        let said = demo.xtask(&["check", path]);
        assert_eq!(said.code, Some(2), "{path}: {}", said.output);
        assert!(
            said.errors.contains(&format!("lesson `{path}`")),
            "{}",
            said.errors
        );
    }
}

/// The aliases are what other tools call this command; the help does not list them.
#[test]
fn check_has_aliases_that_are_not_in_the_help() {
    let demo = Demo::new("aliases", &[("right", RIGHT), ("wrong", WRONG)]);
    for word in ["test", "run", "verify"] {
        assert_eq!(demo.xtask(&[word, "right"]).code, Some(0), "{word}");
        assert_eq!(demo.xtask(&[word, "wrong"]).code, Some(1), "{word}");
    }
    let help = demo.xtask(&["--help"]).output;
    for line in help.lines() {
        let word = line.split_whitespace().next().unwrap_or_default();
        assert!(!["test", "run", "verify"].contains(&word), "{help}");
    }
    assert!(!help.contains("alias"), "{help}");
    let said = demo.xtask(&["rest"]);
    assert_eq!(said.code, Some(2), "{}", said.output);
    assert!(!said.errors.contains("reset"), "{}", said.errors);
}

/// `check` suggests only untouched exercises, because it would have to grade those that
/// were begun.
#[test]
fn the_next_exercise_is_in_the_same_lesson_if_one_is_untouched() {
    let demo = course("goes_on");
    let lesson = ["fetch", "fetch_twice", "pause"];
    let other = "exercises/02-lazy-futures/poll_me.rs";
    let write = |untouched: &[&str]| {
        let text = |it| if untouched.contains(&it) { WRONG } else { RIGHT };
        for name in lesson {
            demo.write(&file(name), text(name));
        }
        demo.write(other, text("poll_me"));
    };
    let path = |name: &str| format!("{name}, {}", file(name));
    let poll_me = format!("poll_me, {other}");
    write(&[&lesson[..], &["poll_me"]].concat());
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    for (untouched, after, expected) in [
        (&["fetch", "pause"][..], "fetch_twice", path("pause")),
        (&["fetch", "fetch_twice", "poll_me"], "pause", path("fetch")),
        (&["fetch_twice", "poll_me"], "pause", path("fetch_twice")),
        (&["poll_me"], "fetch", poll_me.clone()),
        (&["fetch_twice"], "poll_me", path("fetch_twice")),
        (&[], "fetch", "cargo xtask".to_owned()),
    ] {
        write(untouched);
        let said = demo.xtask(&["check", after]);
        assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
        let next = said.output.split_once("next: ").expect("it is solved").1;
        let next = next.trim().replace('\\', "/");
        assert_eq!(next, expected, "{after}, {untouched:?}");
    }
    // Without a command, the runner grades everything, so the next exercise depends on
    // the verdicts.
    write(&["fetch_twice", "pause"]);
    let said = demo.xtask(&[]);
    assert!(said.output.contains("next: fetch_twice\n"), "{}", said.output);
}

/// The name matches several exercises, or none.
#[test]
fn an_ambiguous_or_unknown_name_is_an_error_with_suggestions() {
    let demo = course("odd_names");
    for (arguments, parts) in [
        (
            &["check", "fet"][..],
            &["several exercises match `fet`", "fetch, fetch_twice"][..],
        ),
        (
            &["hint", "demo"],
            &["`demo` is a lesson with several", "fetch, fetch_twice, pause"],
        ),
        (
            &["check", "fetch_twcie"],
            &[
                "lesson `fetch_twcie`",
                "The nearest name is `fetch_twice`.",
                "xtask list",
            ],
        ),
        (&["check", "puase"], &["lesson `puase`", "The nearest name is `pause`."]),
        (
            &["check", "lazy-futrues"],
            &["lesson `lazy-futrues`", "The nearest name is `lazy-futures`."],
        ),
        (
            &["check", "exercises/07-other/fetch.rs"],
            &[
                "lesson `exercises/07-other/fetch.rs`",
                "The nearest name is `fetch`.",
            ],
        ),
        (
            &["check", "lazi"],
            &["lesson `lazi`", "The nearest name is `lazy-futures`."],
        ),
        (
            &["check", "twice"],
            &["lesson `twice`", "The nearest name is `fetch_twice`."],
        ),
        (&["hint", "me"], &["lesson `me`", "The nearest name is `poll_me`."]),
        (&["check", "zzz"], &["lesson `zzz`", "xtask list"]),
        (&["check", "nothing"], &["lesson `nothing`", "xtask list"]),
        (&["check", ""], &["lesson ``", "xtask list"]),
        (&["check", "07"], &["lesson `07`", "xtask list"]),
    ] {
        let said = demo.xtask(arguments);
        assert_eq!(said.code, Some(2), "{arguments:?}: {}", said.output);
        assert!(said.output.is_empty(), "{arguments:?}: {}", said.output);
        for part in parts {
            assert!(said.errors.contains(part), "{arguments:?}: {}", said.errors);
        }
    }
    for name in ["zzz", "nothing"] {
        let said = demo.xtask(&["check", name]);
        assert!(!said.errors.contains("The nearest name"), "{}", said.errors);
    }
}
