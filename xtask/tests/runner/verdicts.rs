//! Each way to go wrong has its verdict, and a reason that helps.

use crate::{RIGHT, WRONG, demo::Demo};
use std::path::Path;

/// An exercise, and what its learner wrote.
const ATTEMPTS: [(&str, &str); 9] = [
    ("right", RIGHT),
    ("wrong", WRONG),
    ("unfinished", "pub fn answer() -> u8 { todo!(\"find it\") }"),
    ("broken", "pub fn answer() -> u8 { \"42\" }"),
    ("leaves", "pub fn answer() -> u8 { std::process::exit(0) }"),
    ("aborts", "pub fn answer() -> u8 { std::process::abort() }"),
    ("hangs", "pub fn answer() -> u8 { loop { std::thread::park() } }"),
    ("spins", "pub fn answer() -> u8 { loop { std::hint::spin_loop() } }"),
    (
        "floods",
        "pub fn answer() -> u8 { use std::io::Write;
         loop { let _ = std::io::stdout().write_all(&[b'x'; 4096]); } }",
    ),
];

/// Checks that do less than they look like.
const CHECKS: [(&str, &str); 3] = [
    ("empty", ""),
    ("ignored", "#[test] fn one() {} #[test] #[ignore] fn two() { panic!() }"),
    ("quiet", "#[test] fn one() { println!(\"test two ... ok\"); }"),
];

#[test]
fn every_way_to_go_wrong_has_its_verdict_and_a_reason() {
    let demo = Demo::with_checks("verdicts", &ATTEMPTS, &CHECKS);
    let said = demo.xtask(&["check", "--limit", "2"]);
    assert_eq!(said.code, Some(1), "{}", said.errors);
    let expected = [
        ("right", "2 of 2 checks pass"),
        ("wrong", "1 of 2 checks pass"),
        ("unfinished", "not yet implemented: find it"),
        ("broken", "does not compile"),
        ("leaves", "left before its checks had ended"),
        ("aborts", "died"),
        ("hangs", "hangs: stopped after 2 s"),
        ("spins", "hangs: stopped after 2 s"),
        ("floods", "floods"),
        ("empty", "only 0 of 0 checks ran"),
        ("ignored", "only 1 of 2 checks ran"),
        ("quiet", "1 of 1 checks pass"),
    ];
    for (exercise, phrase) in expected {
        let part = said.about(exercise);
        assert!(part.contains(phrase), "{exercise}: {part}");
    }
    assert!(said.output.contains("2 of 12 solved"), "{}", said.output);
    // The test that hangs is named; the one beside it has long ended.
    assert!(said.about("hangs").contains("answers_42"));
    assert!(!said.about("hangs").contains("is_what_it_is"));
    // A place in the learner's file is shown, as they know the file; one in the check
    // is not.
    let place = Path::new("exercises").join("01-demo").join("unfinished.rs");
    let place = place.to_string_lossy().replace("exercises", "");
    assert!(
        said.about("unfinished").contains(place.trim_start_matches(['/', '\\']))
    );
    assert!(!said.about("wrong").contains("panicked at"), "{}", said.about("wrong"));
    assert!(!said.about("broken").contains(".."), "{}", said.about("broken"));
}
