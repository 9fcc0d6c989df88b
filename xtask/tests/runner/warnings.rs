//! A verdict shows the compiler's warnings about the learner's file, and what they mean.

use crate::{
    RIGHT,
    demo::{Demo, file},
    schema,
};
use serde_json::{Value, json};

const MISCONCEPTION: &str = "## calls-run

You might think: Calling it runs it.

In fact: It must be awaited.

What you see: nothing.

Compiler message: unused_must_use \"futures do nothing unless\"

Taught in: [Demo](../lessons/01-demo/README.md#time)
";

/// The second line contains the mistake.
const FORGOTTEN: &str = "pub fn answer() -> u8 {
    later();
    let mut same = 41;
    same
}
async fn later() {}
";

/// Five warnings. In the compiler's order, the one about an unused result comes last.
const MANY: &str = "use std::fs;
use std::io;
use std::env;
pub fn answer() -> u8 {
    let mut same = 41;
    \"4\".parse::<u8>();
    same
}
";

fn course(name: &str) -> Demo {
    let overdue = "pub fn answer() -> u8 { later(); loop { std::thread::park() } }
        async fn later() {}";
    let broken = "pub fn answer() -> u8 { let _ = 1 + \"\"; 41 }";
    let solved = format!("use std::fs;\n{RIGHT}");
    let attempts = [
        ("forgotten", FORGOTTEN),
        ("many", MANY),
        ("solved", &solved),
        ("overdue", overdue),
        ("broken", broken),
    ];
    let demo = Demo::new(name, &attempts);
    demo.write("exercises/misconceptions.md", MISCONCEPTION);
    demo
}

#[test]
fn a_warning_that_explains_the_failures_comes_first_and_in_the_compilers_words() {
    let demo = course("warnings");
    // On the second run, nothing is built, and cargo repeats the warnings.
    for _ in 0..2 {
        let said = demo.xtask(&["check", "forgotten"]);
        assert_eq!(said.code, Some(1), "{}", said.errors);
        let output = said.output.replace('\\', "/");
        let place = format!("--> {}:2:5", file("forgotten"));
        let mut found = 0;
        for part in [
            "1 of 2 tests pass",
            "warning: unused implementer of `Future` that must be used",
            &place,
            "2 |     later();",
            "= note: futures do nothing unless you `.await` or poll them",
            "You might think (calls-run):",
            "Fix this first.",
            "\n  answers_42\n",
            "warning: variable does not need to be mutable",
            "A warning is not an error",
            "next: cargo xtask hint forgotten",
        ] {
            let at = output[found..].find(part);
            found += at.unwrap_or_else(|| panic!("{part} is missing: {output}"));
            assert_eq!(output.matches(part).count(), 1, "{part} twice: {output}");
        }
        assert!(!output.contains("on by default"), "{output}");
    }
}

#[test]
fn only_the_most_telling_warnings_are_shown() {
    let demo = course("many_warnings");
    let said = demo.xtask(&["check", "many"]);
    assert_eq!(said.code, Some(1), "{}", said.errors);
    let output = &said.output;
    assert_eq!(output.matches("warning: ").count(), 3, "{output}");
    let result = output.find("unused `Result` that must be used");
    let import = output.find("unused import");
    assert!(result.is_some() && result < import, "{output}");
    assert!(!output.contains("use `let _ = ...` to ignore"), "{output}");
    assert!(output.contains("… and 2 more warnings."), "{output}");
}

#[test]
fn a_solved_or_untouched_exercise_shows_no_warnings() {
    let demo = course("no_warnings");
    let said = demo.xtask(&["check", "solved"]);
    assert_eq!(said.code, Some(0), "{}", said.errors);
    assert!(!said.output.contains("warning"), "{}", said.output);
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    let said = demo.xtask(&["check", "forgotten", "--format", "json"]);
    let all: Value = serde_json::from_str(&said.output).unwrap();
    let graded = &all["exercises"][0];
    assert_eq!(graded["verdict"], "tests-failed", "{graded:#}");
    assert_eq!(
        (&graded["warnings"], &graded["misconceptions"]),
        (&json!([]), &json!([]))
    );
}

#[test]
fn every_format_and_every_verdict_has_the_warnings() {
    let demo = course("warning_formats");
    let said = demo.xtask(&["check", "--format", "json", "--limit", "1"]);
    let all: Value = serde_json::from_str(&said.output).unwrap();
    assert_eq!(schema::faults(&schema::verdicts(), &all), [""; 0], "{all:#}");
    let list = all["exercises"].as_array().unwrap();
    let of = |name: &str| list.iter().find(|it| it["exercise"] == name).unwrap();
    for (name, verdict) in [("forgotten", "tests-failed"), ("overdue", "timed-out")]
    {
        let it = of(name);
        assert_eq!(it["verdict"], verdict, "{it:#}");
        assert_eq!(it["misconceptions"], json!(["calls-run"]), "{it:#}");
        assert_eq!(it["warnings"][0]["code"], "unused_must_use", "{it:#}");
        assert_eq!(it["warnings"][0]["misconception"], "calls-run", "{it:#}");
        let message = it["message"].as_str().unwrap();
        assert!(message.contains("later();"), "{it:#}");
    }
    assert_eq!(of("many")["warnings"].as_array().unwrap().len(), 5);
    assert_eq!(of("solved")["warnings"], json!([]));
    assert_eq!(of("broken")["verdict"], "does-not-compile");
    let said = demo.xtask(&["check", "forgotten", "--format", "junit"]);
    assert!(said.output.contains("unused implementer of"), "{}", said.output);
}

#[test]
fn a_warning_about_a_file_from_elsewhere_names_that_file() {
    let demo = course("warnings_from");
    demo.write("elsewhere/forgotten.rs", FORGOTTEN);
    let directory = demo.0.join("elsewhere");
    let said = demo.xtask(&["check", "--from", &directory.to_string_lossy()]);
    assert_eq!(said.code, Some(1), "{}", said.errors);
    let output = said.output.replace('\\', "/");
    assert!(output.contains("elsewhere/forgotten.rs:2:5"), "{output}");
    assert!(output.contains("You might think (calls-run):"), "{output}");
}

/// The compiler names such a statement, but not the type of its value, and dropping most
/// values is fine. The runner asks for the type.
#[test]
fn a_let_underscore_is_explained_by_the_type_of_what_it_drops() {
    let dropping = |value: &str| {
        format!(
            "pub fn answer() -> u8 {{ let _ = {value}; 41 }}
             async fn later() {{}}
             pub fn never() {{ drop(later()) }}"
        )
    };
    let [future, text] = ["later()", "String::new()"].map(dropping);
    let demo = Demo::new("let_underscore", &[("future", &future), ("text", &text)]);
    let manifest =
        std::fs::read_to_string(demo.0.join("exercises/01-demo/Cargo.toml"));
    let manifest = manifest.unwrap()
        + "[lints.rust]\nlet_underscore_drop = \"warn\"\ndead_code = \"allow\"\n";
    demo.write("exercises/01-demo/Cargo.toml", &manifest);
    let slug = "underscore-runs-it";
    let page = MISCONCEPTION
        .replace("calls-run", slug)
        .replace("unused_must_use", "let_underscore_drop")
        .replace("futures do nothing unless", "found future");
    demo.write("exercises/misconceptions.md", &page);
    let graded = |name: &str| {
        let said = demo.xtask(&["check", name, "--format", "json"]);
        let all: Value = serde_json::from_str(&said.output).unwrap();
        all["exercises"][0].clone()
    };
    let it = graded("future");
    assert_eq!(it["misconceptions"], json!([slug]), "{it:#}");
    let warning = it["warnings"][0]["text"].as_str().unwrap();
    assert!(warning.contains("let _ = later();"), "{warning}");
    assert!(!warning.contains("help:") && !warning.contains("()\n+"), "{warning}");
    let it = graded("text");
    assert_eq!(it["verdict"], "tests-failed", "{it:#}");
    assert_eq!(it["warnings"], json!([]), "{it:#}");
}

#[cfg(target_os = "linux")]
#[test]
fn watch_shows_a_warning_that_explains_the_failures_first() {
    let demo = course("watch_warnings");
    let mut terminal = demo.watch((80, 24), &["forgotten"]);
    terminal.wait_for(&[
        "unused implementer of `Future`",
        "later();",
        "It must be awaited.",
        "Fix this first.",
    ]);
}
