//! Every way to go wrong has its own verdict and a helpful reason.

use crate::{RIGHT, WRONG, demo::Demo};
use std::path::Path;

/// The names and texts of attempts that end by themselves, or reach a limit other
/// than the time limit.
const ATTEMPTS: &[(&str, &str)] = &[
    ("right", RIGHT),
    ("wrong", WRONG),
    ("unfinished", "pub fn answer() -> u8 { todo!(\"find it\") }"),
    ("broken", "pub fn answer() -> u8 { \"42\" }"),
    ("leaves", "pub fn answer() -> u8 { std::process::exit(0) }"),
    ("aborts", "pub fn answer() -> u8 { std::process::abort() }"),
    (
        "overflows",
        "pub fn answer() -> u8 { down(1) }
         #[expect(unconditional_recursion, reason = \"that is what it is for\")]
         fn down(level: u64) -> u8 { std::hint::black_box(down(level + 1)) }",
    ),
    #[cfg(target_os = "linux")]
    (
        "grows",
        "pub fn answer() -> u8 { let mut all = Vec::new();
         loop { all.push(vec![1_u8; 1 << 20]); } }",
    ),
    // On other systems, only the time limit ends a program whose output libtest captures.
    #[cfg(target_os = "linux")]
    (
        "floods",
        "pub fn answer() -> u8 { for line in 1_u64.. { println!(\"line {line}\"); } 42 }",
    ),
    (
        "thread_floods",
        "pub fn answer() -> u8 { std::thread::spawn(|| {
             use std::io::Write;
             for line in 1_u64.. { writeln!(std::io::stderr(), \"line {line}\").unwrap(); }
         }).join().unwrap(); 42 }",
    ),
    (
        "blank",
        "pub fn answer() -> u8 { use std::io::Write;
         loop { let _ = std::io::stdout().write_all(&[b'\\n'; 4096]); } }",
    ),
    (
        "thread_panics",
        "pub fn answer() -> u8 {
             std::thread::spawn(|| panic!(\"lost my way\")).join().map_or(0, |()| 42)
         }",
    ),
    (
        "talks",
        "pub fn answer() -> u8 { use std::io::Write; println!(\"I think it is 41\");
         std::io::stderr().write_all(b\"so do I\\n\").unwrap(); 41 }",
    ),
    // This program prints the same lines that libtest would print, and exits.
    (
        "forges",
        "pub fn answer() -> u8 { use std::io::Write;
         let said = \"\\ntest is_what_it_is ... ok\\ntest answers_42 ... ok\\n\\n\\
             test result: ok. 2 passed; 0 failed; 0 ignored\\n\";
         let mut out = std::io::stdout();
         out.write_all(said.as_bytes()).unwrap(); out.flush().unwrap();
         std::process::exit(0) }",
    ),
    // libtest does not capture this output, so it appears within libtest's own lines.
    (
        "mumbles",
        "pub fn answer() -> u8 { use std::io::Write;
         std::thread::spawn(|| for _ in 0..5_000 {
             let mut out = std::io::stdout();
             out.write_all(b\"hm \").unwrap(); out.flush().unwrap();
         }); 42 }",
    ),
    (
        "prints_a_lot",
        "pub fn answer() -> u8 {
             for line in 1..=2000 { println!(\"line {line}\"); } 41 }",
    ),
];

/// Checks that don't run all their tests, and a check that prints a line like libtest's.
const CHECKS: [(&str, &str); 3] = [
    ("empty", ""),
    ("ignored", "#[test] fn one() {} #[test] #[ignore] fn two() { panic!() }"),
    ("quiet", "#[test] fn one() { println!(\"test two ... ok\"); }"),
];

#[test]
fn every_way_to_go_wrong_has_its_verdict_and_a_reason() {
    let demo = Demo::with_checks("verdicts", ATTEMPTS, &CHECKS);
    let said = demo.xtask(&["check", "--limit", "600"]);
    assert_eq!(said.code, Some(1), "{}", said.errors);
    let expected = [
        ("right", "2 of 2 tests pass"),
        ("wrong", "1 of 2 tests pass"),
        ("unfinished", "not yet implemented: find it"),
        ("broken", "does not compile"),
        ("leaves", "exited before its tests ended"),
        ("leaves", "exited with code 0"),
        ("leaves", "Return an answer instead."),
        ("aborts", "crashed"),
        ("overflows", "crashed"),
        ("thread_floods", "printed more than 1 MiB of output"),
        ("thread_floods", "\n  line 1\n  line 2\n"),
        ("thread_floods", "… (the rest is not shown)\n  line "),
        ("blank", "It printed only empty lines."),
        ("thread_panics", "1 of 2 tests pass"),
        ("thread_panics", "lost my way"),
        ("talks", "  It printed:\n      I think it is 41\n"),
        ("prints_a_lot", "    assertion `left == right` failed"),
        ("prints_a_lot", "      line 12\n      … (1988 more lines)\n"),
        ("talks", "so do I"),
        ("forges", "exited before its tests ended"),
        ("mumbles", "2 of 2 tests pass"),
        ("empty", "only 0 of 0 tests ran"),
        ("ignored", "only 1 of 2 tests ran"),
        ("quiet", "1 of 1 tests pass"),
    ];
    for (exercise, phrase) in expected {
        let part = said.about(exercise);
        assert!(part.contains(phrase), "{exercise}: {phrase}: {part}");
    }
    let all = ATTEMPTS.len() + CHECKS.len();
    let count = format!("3 of {all} solved");
    assert!(said.output.contains(&count), "{}", said.output);
    // The location of a panic is shown with the learner's path if it is in the learner's
    // file, and left out if it is in the check.
    for exercise in ["unfinished", "thread_panics"] {
        let place = Path::new("01-demo").join(format!("{exercise}.rs:"));
        let place = place.to_string_lossy().into_owned();
        let part = said.about(exercise);
        assert!(part.contains("panicked at exercises"), "{part}");
        assert!(part.contains(&place), "{part}");
    }
    assert!(!said.about("wrong").contains("panicked at"), "{}", said.about("wrong"));
    assert!(!said.about("broken").contains(".."), "{}", said.about("broken"));
    #[cfg(unix)]
    assert!(said.about("overflows").contains("its stack overflowed"));
    #[cfg(target_os = "linux")]
    for (exercise, phrase) in [
        ("grows", "asked for more than 1024 MiB of memory"),
        ("floods", "printed more than 1 MiB of output"),
        ("floods", "\n  line 1\n  line 2\n"),
        ("floods", "… (the rest is not shown)\n  line "),
    ] {
        let part = said.about(exercise);
        assert!(part.contains(phrase), "{exercise}: {phrase}: {part}");
    }
}

#[test]
fn a_program_that_times_out_was_blocked_or_spinning() {
    let attempts = [
        ("hangs", "pub fn answer() -> u8 { loop { std::thread::park() } }"),
        ("spins", "pub fn answer() -> u8 { loop { std::hint::spin_loop() } }"),
        // This program prints too slowly to fill the memory before the time limit, but
        // still prints too much.
        (
            "prints",
            "pub fn answer() -> u8 { loop {
                 println!(\"{}\", \"again \".repeat(1000));
                 let begun = std::time::Instant::now();
                 while begun.elapsed().as_micros() < 100 {}
             } }",
        ),
    ];
    let demo = Demo::new("endless", &attempts);
    let said = demo.xtask(&["check", "--limit", "1"]);
    assert_eq!(said.code, Some(1), "{}", said.errors);
    for exercise in ["hangs", "spins"] {
        let part = said.about(exercise);
        assert!(part.contains("timed out after 1 s"), "{part}");
        // Only the test that hangs is named; the other one has ended.
        assert!(part.contains("Not finished: answers_42"), "{part}");
        assert!(!part.contains("is_what_it_is"), "{part}");
    }
    let part = said.about("prints");
    assert!(part.contains("printed more than 1 MiB of output"), "{part}");
    assert!(part.contains("again again"), "{part}");
    #[cfg(target_os = "linux")]
    {
        assert!(said.about("hangs").contains("was blocked"), "{}", said.output);
        assert!(said.about("spins").contains("was busy"), "{}", said.output);
    }
}

#[test]
fn a_learners_own_tests_are_named_and_do_not_affect_the_verdict() {
    let tests = "
        #[test] fn passes() {}
        #[test] fn fails() { panic!() }
        #[test] #[ignore] fn later() { panic!() }
        #[test] #[ignore = \"not yet\"] fn much_later() { panic!() }
        mod tests {
            #[test] #[should_panic] fn panics() { panic!() }
            #[test] #[should_panic] fn does_not_panic() {}
        }";
    let exits = "#[test] fn exits() { std::process::exit(0) }";
    let ignored = "#[test] #[ignore = \"not yet\"] fn later() {}";
    let attempts = [
        ("tested", format!("{RIGHT}{tests}")),
        ("mistaken", format!("{WRONG}{tests}")),
        ("exits", format!("{RIGHT}{exits}")),
        ("fine", format!("{RIGHT}{ignored}")),
    ];
    let attempts = attempts.each_ref().map(|(name, text)| (*name, &**text));
    let demo = Demo::new("own_tests", &attempts);
    let said = demo.xtask(&["check"]);
    assert!(said.output.contains("3 of 4 solved"), "{}", said.output);
    let named = "Some of your own tests fail: `fails`, `tests::does_not_panic`.";
    for (exercise, phrase) in [
        ("tested", "2 of 2 tests pass"),
        ("tested", named),
        ("mistaken", "1 of 2 tests pass"),
        ("mistaken", named),
        ("exits", "2 of 2 tests pass"),
        ("exits", "One of your own tests fails: `exits`."),
        ("fine", "2 of 2 tests pass"),
    ] {
        let part = said.about(exercise);
        assert!(part.contains(phrase), "{exercise}: {phrase}: {part}");
    }
    assert!(!said.about("fine").contains("of your own"), "{}", said.about("fine"));
    let said = demo.xtask(&["check", "mistaken", "--format", "json"]);
    let named = "\"own_failures\": [\n        \"fails\",\n";
    assert!(said.output.contains(named), "{}", said.output);
}
