//! `prove` finds every way in which the check of an exercise can be wrong.

use crate::{
    RIGHT,
    demo::{Demo, file},
};

const UNTOUCHED: &str = "//! # The task\n//!\n//! **build, 10 minutes**\npub fn answer() -> u8 { todo!() }";

/// A check that recognizes one misconception, and reports it like the probe.
const CHECK: &str = r##"
    #[path = "../task.rs"] mod attempt;
    #[test] fn answers_42() {
        let answer = attempt::answer();
        if answer == 41 {
            let place = std::env::var_os("PROBE_REPORT").unwrap();
            std::fs::write(place, r#"{"event":"rejected","test":"answers_42",
                "measured":"41","misconception":"off-by-one","text":"41"}"#.replace('\n', "")).unwrap();
        }
        assert_eq!(answer, 42);
    }"##;

/// A course whose exercise passes `prove`, with `files` added or replaced.
fn course(name: &str, files: &[(&str, &str)]) -> Demo {
    let demo = Demo::with_checks(name, &[], &[("task", CHECK)]);
    demo.write(&file("task"), UNTOUCHED);
    demo.write("solutions/01-demo/task.rs", RIGHT);
    for (name, text) in [
        ("right/sum.rs", "pub fn answer() -> u8 { 40 + 2 }"),
        (
            "wrong/less.rs",
            "//! misconception: off-by-one\npub fn answer() -> u8 { 41 }",
        ),
        (
            "wrong/text.rs",
            "//! does-not-compile: E0308\npub fn answer() -> u8 { \"\" }",
        ),
        (
            "wrong/leaves.rs",
            "//! exited-early\npub fn answer() -> u8 { std::process::exit(0) }",
        ),
    ] {
        demo.write(&format!("solutions/01-demo/task/{name}"), text);
    }
    for (name, text) in files {
        demo.write(name, text);
    }
    demo
}

#[test]
fn a_proved_exercise_is_listed_with_its_variants_and_misconceptions() {
    let demo = course("proved", &[]);
    for arguments in [&["prove"][..], &["prove", "task"], &["prove", "demo"]] {
        let said = demo.xtask(arguments);
        assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
        assert!(said.output.contains("✔ demo / task"), "{}", said.output);
        assert!(said.output.contains("1 right, 3 wrong"), "{}", said.output);
        assert!(said.output.contains("off-by-one"), "{}", said.output);
        let end =
            "\n2 of 3 wrong variants name no misconception\n6 passed, 0 failed\n";
        assert!(said.output.ends_with(end), "{}", said.output);
    }
    // The same course, with a lock file.
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    assert_eq!(demo.xtask(&["prove"]).code, Some(0));
}

#[test]
fn a_table_has_a_line_for_each_case() {
    let demo = course("proof_table", &[]);
    let table = demo.0.join("table.tsv");
    let said = demo.xtask(&["prove", "--table", &table.to_string_lossy()]);
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
    let expected = "\
task\tuntouched\ttests-failed\t\tanswers_42=-
task\treference\tsolved\t\t
task\tright/sum\tsolved\t\t
task\twrong/leaves\texited-early\t\t
task\twrong/less\ttests-failed\toff-by-one\tanswers_42=off-by-one
task\twrong/text\tdoes-not-compile\t\t
";
    assert_eq!(std::fs::read_to_string(table).unwrap(), expected);
    let said = demo.xtask(&["prove", "--table", &demo.0.to_string_lossy()]);
    assert_eq!(said.code, Some(2), "{}{}", said.output, said.errors);
    assert!(said.errors.contains("can't write"), "{}", said.errors);
}

#[test]
fn a_case_with_the_wrong_verdict_is_listed_with_both_verdicts() {
    let demo = course(
        "unproved",
        &[
            (
                &file("task"),
                "//! # The task\n//!\n//! **build, 10 minutes**\npub fn answer() -> u8 { 42 }",
            ),
            ("solutions/01-demo/task.rs", "pub fn answer() -> u8 { 40 }"),
            (
                "solutions/01-demo/task/right/sum.rs",
                "pub fn answer() -> u8 { 40 + 1 }",
            ),
            (
                "solutions/01-demo/task/wrong/passes.rs",
                "//! misconception: off-by-one\npub fn answer() -> u8 { 42 }",
            ),
            (
                "solutions/01-demo/task/wrong/other.rs",
                "//! misconception: some-other\npub fn answer() -> u8 { 41 }",
            ),
            (
                "solutions/01-demo/task/wrong/code.rs",
                "//! does-not-compile: E0999\npub fn answer() -> u8 { \"\" }",
            ),
            (
                "solutions/01-demo/task/wrong/stays.rs",
                "//! exited-early\npub fn answer() -> u8 { 40 }",
            ),
            (
                "solutions/01-demo/task/wrong/ends.rs",
                "//! timed-out\npub fn answer() -> u8 { 40 }",
            ),
        ],
    );
    let said = demo.xtask(&["prove"]);
    assert_eq!(said.code, Some(1), "{}{}", said.output, said.errors);
    let output = said.output.replace('\\', "/");
    assert!(output.contains("✗ demo / task"), "{output}");
    for fault in [
        "untouched should be unsolved, but is:\n    solved",
        "reference should be solved, but is:\n    answers_42:",
        "right/sum should be solved, but is:\n    answers_42:\n    41",
        "wrong/passes should be misconception: off-by-one, but is:\n    solved",
        "wrong/other should be misconception: some-other, but is:\n    answers_42:\n    41",
        "wrong/code should be does-not-compile: E0999, but is:\n    error[E0308]",
        "--> solutions/01-demo/task/wrong/code.rs:2:25",
        "wrong/stays should be exited-early, but is:\n    answers_42:",
        "wrong/ends should be timed-out, but is:\n    answers_42:",
    ] {
        assert!(output.contains(fault), "{fault}: {output}");
    }
    assert!(output.ends_with("\n3 passed, 8 failed\n"), "{output}");
}

#[test]
fn an_exercise_that_cannot_be_proved_is_an_error() {
    let variant = "solutions/01-demo/task/wrong/silent.rs";
    let check = "exercises/01-demo/tests/task.rs";
    for (path, text, parts) in [
        (
            variant,
            "pub fn answer() -> u8 { 41 }",
            &["silent.rs doesn't name", "//! misconception: "][..],
        ),
        (variant, "//! because\n", &["silent.rs doesn't name", "//! timed-out"]),
        (
            &file("task"),
            "pub fn answer() -> u8 { 41 }",
            &["task.rs is broken", "//! # Title"],
        ),
        (
            &file("task"),
            "//! # The task\n//!\n//! **guess, 10 minutes**\n",
            &["task.rs is broken", "`guess` is not a kind", "predict, fix, build"],
        ),
    ] {
        let demo = course("unprovable", &[(path, text)]);
        let said = demo.xtask(&["prove"]);
        assert_eq!(said.code, Some(2), "{}{}", said.output, said.errors);
        for part in parts {
            assert!(said.errors.contains(part), "{}", said.errors);
        }
        assert!(said.output.is_empty(), "{}", said.output);
    }
    // A check that was changed can't be proved.
    let demo = course("unprovable", &[]);
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    demo.write(check, "#[test] fn all_is_well() {}");
    let said = demo.xtask(&["prove"]);
    assert_eq!(said.code, Some(1), "{}{}", said.output, said.errors);
    assert!(said.output.contains("its check was edited"), "{}", said.output);
    std::fs::remove_dir_all(demo.0.join("solutions/01-demo/task")).unwrap();
    let said = demo.xtask(&["prove"]);
    assert_eq!(said.code, Some(2), "{}{}", said.output, said.errors);
    assert!(said.errors.contains("right"), "{}", said.errors);
}
