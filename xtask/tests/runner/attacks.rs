//! Hostile files: each gets a verdict of its own, and no other verdict is affected.

use crate::{
    RIGHT,
    demo::{Demo, Said},
};
use serde_json::Value;

/// The verdict on each exercise, by its name.
#[track_caller]
fn assert_verdicts(said: &Said, expected: &[(&str, &str)]) {
    let all: Value = serde_json::from_str(&said.output).unwrap_or_else(|error| {
        panic!("{error}: {}{}", said.output, said.errors)
    });
    let all = all["exercises"].as_array().unwrap();
    let got = all.iter().map(|it| {
        let text = |key: &str| it[key].as_str().unwrap();
        (text("exercise"), text("verdict"))
    });
    assert_eq!(got.collect::<Vec<_>>(), expected, "{all:#?}");
}

/// The message about an exercise.
fn message(said: &Said, exercise: &str) -> String {
    let all: Value = serde_json::from_str(&said.output).unwrap();
    let all = all["exercises"].as_array().unwrap();
    let one = all.iter().find(|it| it["exercise"] == exercise).unwrap();
    one["message"].as_str().unwrap().to_owned()
}

/// A17: the compiler would evaluate this constant forever.
#[test]
fn a_constant_without_end_is_a_verdict_within_the_limit() {
    let endless = "#[allow(long_running_const_eval)] const X: u8 = loop {};
                   pub fn answer() -> u8 { X }";
    let demo = Demo::new(
        "endless_build",
        &[("endless", endless), ("first", RIGHT), ("second", RIGHT)],
    );
    let json = ["--limit", "2", "--format", "json"];
    let said = demo.xtask(&[&["check"], &json[..]].concat());
    assert_eq!(said.code, Some(1), "{}", said.errors);
    let expected =
        [("endless", "compiler-gave-up"), ("first", "solved"), ("second", "solved")];
    assert_verdicts(&said, &expected);
    let why = message(&said, "endless");
    assert!(why.contains("it was not done after 12 s"), "{why}");
}

/// A18: the compiler is killed, or ends with the exit code of a panic.
#[cfg(unix)]
#[test]
fn a_compiler_that_crashes_or_is_killed_is_a_verdict() {
    use std::{fs, os::unix::fs::PermissionsExt};
    let names = ["crashes", "killed", "right"];
    let demo = Demo::new("crashes", &names.map(|it| (it, RIGHT)));
    let wrapper = demo.0.join("rustc");
    demo.write(
        "rustc",
        "#!/bin/sh
        case \"$*\" in
            *--crate-name\\ crashes*) exit 101;;
            *--crate-name\\ killed*) kill -KILL $$;;
            *) exec \"$@\";;
        esac",
    );
    fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = demo.command(&["check", "--format", "json"]);
    let said = Said::of(&command.env("RUSTC_WRAPPER", wrapper).output().unwrap());
    assert_eq!(said.code, Some(1), "{}", said.errors);
    let gave_up = "compiler-gave-up";
    let expected = [("crashes", gave_up), ("killed", gave_up), ("right", "solved")];
    assert_verdicts(&said, &expected);
    let why = message(&said, "killed");
    assert!(why.contains("SIGKILL"), "{why}");
}

/// A17: so large a value that the compiler needs more memory than there is.
#[cfg(target_os = "linux")]
#[test]
fn a_compiler_out_of_memory_is_a_verdict() {
    let large = "static X: [u8; 1 << 40] = [1; 1 << 40];
                 pub fn answer() -> u8 { X[7] }";
    let demo = Demo::new("large_build", &[("large", large), ("right", RIGHT)]);
    let said = demo.xtask(&["check", "--format", "json"]);
    assert_eq!(said.code, Some(1), "{}", said.errors);
    let all: Value = serde_json::from_str(&said.output).unwrap();
    let verdicts = |at: usize| all["exercises"][at]["verdict"].as_str().unwrap();
    let refused = ["compiler-gave-up", "does-not-compile"];
    assert!(refused.contains(&verdicts(0)), "{all:#}");
    assert_eq!(verdicts(1), "solved");
}

/// A19: far more errors than any terminal should show, with more text than is read.
#[test]
fn many_errors_are_cut_off() {
    let errors = "const _: u8 = \"\";\n".repeat(10_000) + RIGHT;
    let demo = Demo::new("many_errors", &[("many", &errors), ("right", RIGHT)]);
    let said = demo.xtask(&["check", "--format", "json"]);
    assert_eq!(said.code, Some(1), "{}", said.errors);
    assert_verdicts(&said, &[("many", "does-not-compile"), ("right", "solved")]);
    let why = message(&said, "many");
    assert!(why.contains("more errors"), "{why}");
    assert!(why.len() < 100_000, "{}", why.len());
}

/// A8: the exercise finds the path of libtest's log in the arguments, writes there that all
/// tests passed, and exits.
#[test]
fn a_forged_log_is_not_believed() {
    let forger = r#"pub fn answer() -> u8 {
        use std::io::Write;
        let mut arguments = std::env::args().skip_while(|it| it != "--logfile");
        let path = arguments.nth(1).expect("the runner asks for a log");
        let mut log = std::fs::File::options().append(true).create(true).open(path).unwrap();
        log.write_all(b"ok answers_42\nok is_what_it_is\n").unwrap();
        std::process::exit(0)
    }"#;
    let demo = Demo::new("forger", &[("forger", forger), ("right", RIGHT)]);
    for _ in 0..10 {
        let said = demo.xtask(&["check", "--format", "json"]);
        assert_verdicts(&said, &[("forger", "exited-early"), ("right", "solved")]);
    }
}

/// A13: the exercise fills the disk, or opens files without end.
#[cfg(unix)]
#[test]
fn the_size_of_files_and_their_number_are_limited_before_the_program_starts() {
    let fills = r#"pub fn answer() -> u8 {
        let path = std::env::temp_dir().join(format!("fills-{}", std::process::id()));
        let mut file = std::fs::File::create(&path).unwrap();
        std::fs::remove_file(path).unwrap();
        for _ in 0..64 { std::io::Write::write_all(&mut file, &[1; 1 << 20]).unwrap(); }
        42
    }"#;
    let opens = r#"pub fn answer() -> u8 {
        let all: Vec<_> = (0..5000).map_while(|_| std::fs::File::open(".").ok()).collect();
        assert!(all.len() < 1024, "{} files are open", all.len());
        42
    }"#;
    let demo = Demo::new("fills", &[("fills", fills), ("opens", opens)]);
    let said = demo.xtask(&["check", "--format", "json"]);
    assert_verdicts(&said, &[("fills", "crashed"), ("opens", "solved")]);
    assert!(message(&said, "fills").contains("SIGXFSZ"), "{}", said.output);
}

/// A22: what a program prints can't move the cursor, or reorder the text of the terminal.
#[test]
fn control_characters_of_a_program_are_escaped_in_every_format() {
    let rude = "pub fn answer() -> u8 {
        panic!(\"<b>\\u{1b}[2Jgone\\u{7} \\u{202e}backwards & more\")
    }";
    let demo = Demo::new("rude", &[("rude", rude)]);
    for format in ["human", "json", "junit"] {
        let said = demo.xtask(&["check", "--format", format]);
        assert_eq!(said.code, Some(1), "{}", said.errors);
        let is_rude = |it: char| matches!(it, '\u{1b}' | '\u{7}' | '\u{202e}');
        assert!(!said.output.contains(is_rude), "{format}: {:?}", said.output);
        let shown = match format {
            "junit" => r"&lt;b&gt;\u{1b}[2Jgone\u{7} \u{202e}backwards &amp; more",
            "json" => r"<b>\\u{1b}[2Jgone\\u{7} \\u{202e}backwards & more",
            _ => r"<b>\u{1b}[2Jgone\u{7} \u{202e}backwards & more",
        };
        assert!(said.output.contains(shown), "{format}: {}", said.output);
    }
}
