//! What is asked for, and what the exit code answers.

use crate::{
    RIGHT, WRONG,
    demo::{Demo, Said, file, package},
};
use serde_json::Value;

#[test]
fn exit_codes_say_solved_unsolved_or_a_wrong_question() {
    let demo = Demo::new("codes", &[("right", RIGHT), ("wrong", WRONG)]);
    for (arguments, code) in [
        (&["check", "right"][..], 0),
        (&["check", "right", "wrong"], 1),
        (&["check", "wrong", "nobody"], 2),
        (&["check", "right", "--limit", "0"], 2),
        (&["hint", "nobody"], 2),
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
fn alone_it_says_what_is_next() {
    let demo = Demo::new("next", &[("right", RIGHT), ("wrong", WRONG)]);
    let said = demo.xtask(&[]);
    assert_eq!(said.code, Some(0), "{}", said.errors);
    assert!(said.output.contains("1 of 2 exercises solved"), "{}", said.output);
    assert!(said.output.contains("cargo xtask check wrong"), "{}", said.output);
}

/// Three exercises in two lessons; one's name is the beginning of another's.
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
    demo.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"lessons/*\", \"exercises/*\"]",
    );
    demo
}

/// All that `names` mean is in the JSON, and nothing else.
#[track_caller]
fn check_meaning(demo: &Demo, names: &[&str], meant: &[&str]) {
    check_meaning_in("", demo, names, meant);
}

/// The same, asked in this folder of the course.
#[track_caller]
fn check_meaning_in(folder: &str, demo: &Demo, names: &[&str], meant: &[&str]) {
    let arguments: Vec<_> = ["check", "--format", "json"]
        .into_iter()
        .chain(names.iter().copied())
        .collect();
    let mut command = demo.command(&arguments);
    let said = command.current_dir(demo.0.join(folder)).output();
    let said = Said::of(&said.expect("it was built with its test"));
    assert_eq!(said.code, Some(0), "{names:?}: {}", said.errors);
    let all: Value = serde_json::from_str(&said.output).expect("it is JSON");
    let graded = all["exercises"].as_array().into_iter().flatten();
    let graded: Vec<_> = graded.map(|it| &it["exercise"]).collect();
    assert_eq!(graded, meant, "{names:?}");
}

#[test]
fn an_exercise_or_a_lesson_goes_by_many_names() {
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
    // In learning order, and each once.
    check_meaning(&demo, &["lazy", "fetch", "1"], &[first, &["poll_me"]].concat());
}

/// A shell completes paths from where one is.
#[test]
fn a_path_is_one_from_where_it_is_typed() {
    let demo = course("paths");
    let twice = &["fetch_twice"][..];
    for (folder, path, meant) in [
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
        check_meaning_in(folder, &demo, &[path], meant);
    }
    for path in ["..", "../../fetch.txt/..", "./nobody.rs"] {
        let said = demo.xtask(&["check", path]);
        assert_eq!(said.code, Some(2), "{path}: {}", said.output);
        assert!(
            said.errors.contains(&format!("lesson `{path}`")),
            "{}",
            said.errors
        );
    }
}

/// Other tools call it so; the help has one name for it.
#[test]
fn check_answers_to_the_names_that_others_have_for_it() {
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

/// Of those that nobody has touched: what was begun would have to be graded first.
#[test]
fn a_lesson_is_ended_before_another_one_is_next() {
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
    // A look at the whole course grades, and goes by verdicts.
    write(&["fetch_twice", "pause"]);
    let said = demo.xtask(&[]);
    assert!(said.output.contains("next: fetch_twice\n"), "{}", said.output);
}

/// What is asked does not say enough, or nothing that there is.
#[test]
fn a_name_that_fits_several_or_none_is_answered_with_the_nearest() {
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
            &["lesson `fetch_twcie`", "Did you mean `fetch_twice`?", "xtask list"],
        ),
        (&["check", "puase"], &["lesson `puase`", "Did you mean `pause`?"]),
        (
            &["check", "lazy-futrues"],
            &["lesson `lazy-futrues`", "Did you mean `lazy-futures`?"],
        ),
        (
            &["check", "exercises/07-other/fetch.rs"],
            &["lesson `exercises/07-other/fetch.rs`", "Did you mean `fetch`?"],
        ),
        (&["check", "lazi"], &["lesson `lazi`", "Did you mean `lazy-futures`?"]),
        (&["check", "zzz"], &["lesson `zzz`", "xtask list"]),
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
    let said = demo.xtask(&["check", "zzz"]);
    assert!(!said.errors.contains("Did you mean"), "{}", said.errors);
}
