//! Verdicts as JSON match the schema.

use crate::{
    RIGHT, WRONG,
    demo::{Demo, file},
    schema,
};
use serde_json::{Value, json};

/// Attempts for most verdicts. The check of `edited` is changed in the test.
const ATTEMPTS: [(&str, &str); 8] = [
    ("right", RIGHT),
    ("wrong", WRONG),
    ("broken", "pub fn answer() -> u8 { \"42\" }"),
    ("leaves", "pub fn answer() -> u8 { std::process::exit(7) }"),
    ("aborts", "pub fn answer() -> u8 { std::process::abort() }"),
    (
        "floods",
        "pub fn answer() -> u8 { use std::io::Write;
         loop { let _ = std::io::stdout().write_all(b\"again and again\\n\"); } }",
    ),
    ("emptied", ""),
    ("edited", RIGHT),
];

/// Three checks: two write a report like the probe's, and one has an ignored test.
const CHECKS: [(&str, &str); 3] = [
    (
        "believed",
        r##"
        #[test] fn is_quick() {
            println!("mine");
            report(r#"{"event":"begins","test":"is_quick"}"#);
            report(r#"{"event":"rejected","test":"is_quick","measured":"took 6 s",
                "misconception":"awaits-in-sequence","text":"took 6 s\n\nToo long.",
                "picture":"a ███"}"#);
            panic!("took 6 s\n\nToo long.");
        }
        fn report(event: &str) {
            use std::io::Write;
            let place = std::env::var_os("PROBE_REPORT").unwrap();
            let file = std::fs::File::options().create(true).append(true).open(place);
            writeln!(file.unwrap(), "{}", event.replace('\n', "")).unwrap();
        }"##,
    ),
    (
        "seen",
        r##"
        #[test] fn is_quick() {
            let place = std::env::var_os("PROBE_REPORT").unwrap();
            std::fs::write(place, r#"{"event":"observed","test":"is_quick",
                "given":"three fetches","took_ms":1,"end":"done","picture":"a █"}"#.replace('\n', "")).unwrap();
        }"##,
    ),
    ("ignored", "#[test] fn one() {} #[test] #[ignore] fn two() {}"),
];

#[test]
fn the_json_of_a_verdict_matches_the_schema() {
    let demo = Demo::with_checks("json", &ATTEMPTS, &CHECKS);
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    demo.write("exercises/01-demo/tests/edited.rs", "#[test] fn all_is_well() {}");
    let said = demo.xtask(&["check", "--format", "json", "--limit", "600"]);
    assert_eq!(said.code, Some(1), "{}", said.errors);
    let all: Value = serde_json::from_str(&said.output).unwrap();
    assert_eq!(schema::faults(&schema::verdicts(), &all), [""; 0], "{all:#}");
    assert_eq!((&all["solved"], &all["asked"]), (&json!(2), &json!(11)));
    let list = all["exercises"].as_array().unwrap();
    let of = |name: &str| list.iter().find(|it| it["exercise"] == name).unwrap();
    for (name, verdict) in [
        ("right", "solved"),
        ("wrong", "tests-failed"),
        ("broken", "does-not-compile"),
        ("leaves", "exited-early"),
        ("aborts", "crashed"),
        ("floods", "output-limit"),
        ("emptied", "unreadable"),
        ("edited", "tampered"),
        ("believed", "tests-failed"),
        ("seen", "solved"),
        ("ignored", "not-all-ran"),
    ] {
        let it = of(name);
        assert_eq!(it["verdict"], verdict, "{it:#}");
        assert_eq!(it["lesson"], "01-demo");
        assert_eq!(it["file"], file(name));
        let message = it["message"].as_str().unwrap();
        assert_eq!(message.is_empty(), verdict == "solved", "{it:#}");
        assert!(!message.contains('\u{1b}'), "{it:#}");
    }
    assert_eq!(of("right")["tests"], json!({"passed": 2, "total": 2}));
    assert_eq!(of("right")["picture"], Value::Null);
    assert_eq!(of("seen")["picture"], "Your run, given three fetches:\n\na █");
    assert_eq!(of("wrong")["tests"], json!({"passed": 1, "total": 2}));
    assert_eq!(of("wrong")["failures"][0]["test"], "answers_42");
    assert_eq!(of("ignored")["tests"], json!({"passed": 1, "total": 2}));
    assert_eq!(of("leaves")["exit_code"], 7);
    assert_eq!(of("broken")["errors"][0]["code"], "E0308");
    let text = of("broken")["errors"][0]["text"].as_str().unwrap();
    assert!(text.replace('\\', "/").contains(&file("broken")), "{text}");
    assert_eq!(of("believed")["misconceptions"], json!(["awaits-in-sequence"]));
    assert_eq!(
        of("believed")["failures"],
        json!([{
            "test": "is_quick", "measured": "took 6 s", "picture": "a ███",
            "misconception": "awaits-in-sequence", "text": "took 6 s\n\nToo long.",
            "printed": "mine",
        }])
    );
}

#[test]
fn the_json_of_a_timeout_names_the_test_and_its_state() {
    let hangs = "pub fn answer() -> u8 { loop { std::thread::park() } }";
    let demo = Demo::new("json_hangs", &[("hangs", hangs)]);
    let said = demo.xtask(&["check", "--format", "json", "--limit", "1"]);
    assert_eq!(said.code, Some(1), "{}", said.errors);
    let all: Value = serde_json::from_str(&said.output).unwrap();
    assert_eq!(schema::faults(&schema::verdicts(), &all), [""; 0], "{all:#}");
    let it = &all["exercises"][0];
    assert_eq!(it["verdict"], "timed-out", "{it:#}");
    assert_eq!(it["unfinished"], json!(["answers_42"]), "{it:#}");
    assert!(it["seconds"].as_f64() >= Some(1.0), "{it:#}");
    let state = if cfg!(target_os = "linux") { "asleep" } else { "unknown" };
    assert_eq!(it["state"], state, "{it:#}");
}

#[cfg(target_os = "linux")]
#[test]
fn the_json_names_the_memory_limit_if_a_program_reaches_it() {
    // The limit is applied shortly after the program starts, so the program must keep
    // allocating to reach it.
    let wants = "pub fn answer() -> u8 {
        let mut all = Vec::new();
        loop { all.push(vec![1_u8; 1 << 20]); }
    }";
    let demo = Demo::new("json_memory", &[("wants", wants)]);
    let said = demo.xtask(&["check", "--format", "json"]);
    assert_eq!(said.code, Some(1), "{}", said.errors);
    let all: Value = serde_json::from_str(&said.output).unwrap();
    assert_eq!(schema::faults(&schema::verdicts(), &all), [""; 0], "{all:#}");
    assert_eq!(all["exercises"][0]["verdict"], "memory-limit", "{all:#}");
}
