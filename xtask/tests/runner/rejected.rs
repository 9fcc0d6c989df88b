//! The output if several tests fail: the simplest comes first, and nothing is repeated.

use crate::{
    RIGHT,
    demo::{Demo, Said},
};
use serde_json::Value;
use std::{fs, path::Path, process::Command};

const MISCONCEPTION: &str = "## time-is-short

You might think: Time is short.

In fact: It is long.

What you see: haste.

Taught in: [Demo](../lessons/01-demo/README.md#time)
";

/// A check that reports like the probe. Its tests are not in alphabetical order, which is
/// libtest's order.
const CHECK: &str = r##"
    #[test] fn works() { reject("works", "took 6 s"); }
    #[test] fn also_works_late() { reject("also_works_late", "took 9 s"); }

    fn reject(test: &str, measured: &str) {
        let text = format!("{measured}\n\nYou might think (time-is-short):\n  \
            Time is short.\nIn fact:\n  It is long.\nTaught in \
            lessons/01-demo/README.md#time\n\nPROBE_SEED=7 repeats this run.\n");
        let place = std::env::var_os("PROBE_REPORT").unwrap();
        let quoted = text.replace('\n', "\\n");
        let event = format!("{{\"event\":\"rejected\",\"test\":\"{test}\",\
            \"measured\":\"{measured}\",\"misconception\":\"time-is-short\",\
            \"text\":\"{quoted}\",\"picture\":null,\"seed\":7}}\n");
        use std::io::Write;
        let file = std::fs::File::options().create(true).append(true).open(place);
        file.unwrap().write_all(event.as_bytes()).unwrap();
        panic!("{text}");
    }"##;

#[test]
fn several_rejections_are_in_the_order_of_the_check_without_repetition() {
    let demo = Demo::with_checks("rejected", &[], &[("late", CHECK)]);
    demo.write("exercises/misconceptions.md", MISCONCEPTION);
    let said = demo.xtask(&["check", "late"]);
    assert_eq!(said.code, Some(1), "{}", said.errors);
    let place = |words: &str| {
        let mut places = said.output.match_indices(words).map(|it| it.0);
        let place =
            places.next().unwrap_or_else(|| panic!("{words}: {}", said.output));
        assert_eq!(places.next(), None, "{words} twice: {}", said.output);
        place
    };
    let mut places = vec![
        place("\n  works\n    took 6 s\n"),
        place("You might think (time-is-short):\n      Time is short.\n"),
        place("Taught in lessons/01-demo/README.md#time"),
        place("\n  also_works_late\n    took 9 s\n"),
        place("The same misconception: time-is-short."),
        place("PROBE_SEED=7"),
        place("next: cargo xtask hint late"),
    ];
    let shown = places.clone();
    places.sort_unstable();
    assert_eq!(shown, places, "{}", said.output);
    #[cfg(unix)]
    place("To repeat this run: PROBE_SEED=7 cargo xtask check late\n");

    // That command would be wrong for a file in another directory.
    demo.write("elsewhere/late.rs", RIGHT);
    let directory = demo.0.join("elsewhere");
    let said = demo.xtask(&["check", "--from", &directory.to_string_lossy()]);
    assert!(said.output.contains("Set PROBE_SEED=7 to repeat"), "{}", said.output);

    // In JSON, each failure is complete.
    let said = demo.xtask(&["check", "--format", "json"]);
    let all: Value = serde_json::from_str(&said.output).unwrap();
    let failures = &all["exercises"][0]["failures"];
    for (index, test) in [(0, "works"), (1, "also_works_late")] {
        assert_eq!(failures[index]["test"], test);
        let text = failures[index]["text"].as_str().unwrap();
        assert!(text.contains("It is long.") && text.ends_with("repeats this run."));
    }
}

/// For an unchanged file, the verdict says what happens, but leaves the mistake for
/// the learner to find.
#[test]
fn an_untouched_file_gets_no_explanation_before_the_first_try() {
    let demo = Demo::with_checks("untouched_fix", &[], &[("late", CHECK)]);
    demo.write("exercises/misconceptions.md", MISCONCEPTION);
    let given =
        format!("//! # Late\n//!\n//! **fix, 5 minutes**\n//!\n//! Fix.\n{RIGHT}");
    demo.write("exercises/01-demo/late.rs", &given);
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    let said = demo.xtask(&["check", "late"]);
    assert_eq!(said.code, Some(1), "{}", said.errors);
    assert!(said.output.contains("took 6 s"), "{}", said.output);
    assert!(said.output.contains("file is unchanged"), "{}", said.output);
    assert!(!said.output.contains("time-is-short"), "{}", said.output);
    // In formats for machines, each failure is complete.
    let said = demo.xtask(&["check", "late", "--format", "json"]);
    assert!(said.output.contains("time-is-short"), "{}", said.output);

    #[cfg(target_os = "linux")]
    let mut terminal = demo.watch((80, 30), &["late"]);
    #[cfg(target_os = "linux")]
    terminal.wait_for(&[
        "What the original file does:",
        "took 6 s",
        "file is unchanged",
    ]);
    #[cfg(target_os = "linux")]
    assert!(!terminal.text().contains("time-is-short"), "{}", terminal.text());

    demo.write("exercises/01-demo/late.rs", &format!("{given}\n"));
    let said = demo.xtask(&["check", "late"]);
    assert!(said.output.contains("You might think (time-is-short)"));
    assert!(!said.output.contains("file is unchanged"), "{}", said.output);
    #[cfg(target_os = "linux")]
    terminal.wait_for(&["You might think (time-is-short)", "✗ also_works_late:"]);
}

/// Grades a wrong variant of the real course with its real check and the real probe. The
/// output is the probe's own text, except for the parts that are shown once for all
/// tests.
#[test]
fn a_real_rejection_is_shown_in_the_probes_words() {
    let course = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("real_rejection");
    fs::create_dir_all(&directory).unwrap();
    let slug = "awaits-in-sequence";
    let wrong = course.join("solutions/06-gather/ordered_fetch/wrong");
    let texts = fs::read_dir(wrong).unwrap().flatten();
    let mut texts = texts.map(|it| fs::read_to_string(it.path()).unwrap());
    let directive = format!("//! misconception: {slug}\n");
    let text = texts.find(|it| it.starts_with(&directive)).unwrap();
    fs::write(directory.join("ordered_fetch.rs"), text).unwrap();
    let run = |format: &str| {
        let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
        xtask.args(["check", "ordered_fetch", "--limit", "60", "--from"]);
        xtask.arg(&directory).args(["--format", format]);
        xtask.env("CARGO_MANIFEST_DIR", course.join("xtask")).env("PROBE_SEED", "7");
        Said::of(&xtask.output().expect("cargo has built it with this test"))
    };
    let (human, json) = (run("human"), run("json"));
    assert_eq!(human.code, Some(1), "{}{}", human.output, human.errors);
    let all: Value = serde_json::from_str(&json.output).unwrap();
    let graded = &all["exercises"][0];
    assert_eq!(graded["verdict"], "tests-failed", "{graded:#}");
    assert_eq!(graded["misconceptions"][0], slug);

    let tests = &graded["tests"];
    let summary = format!("{} of {} tests pass", tests["passed"], tests["total"]);
    let name = "gather / ordered_fetch";
    let file = directory.join("ordered_fetch.rs").display().to_string();
    let file = file.strip_prefix(&format!("{}/", course.display())).unwrap_or(&file);
    let mut screen = format!("\n✗ {name:<45} {summary}\n  {file}\n");
    for failure in rendered(graded["failures"].as_array().unwrap()) {
        screen.push_str(&format!("\n{failure}\n"));
    }
    if human.output.contains("PROBE_SEED") {
        screen.push_str("\n  Set PROBE_SEED=7 to repeat this run.\n");
    }
    screen.push_str("\n  next: cargo xtask hint ordered_fetch\n");
    assert_eq!(human.output, screen);
}

/// The expected output for the failures, derived from the probe's texts: equal failures are
/// combined, each misconception is explained once, and lines about the seed are removed.
fn rendered(failures: &[Value]) -> Vec<String> {
    let mut explained: Vec<&Value> = Vec::new();
    let mut rendered: Vec<(&Value, String, String)> = Vec::new();
    for failure in failures {
        let test = failure["test"].as_str().expect("it is text");
        let text = failure["text"].as_str().expect("it is text");
        let text = text.split("\n\nPROBE_SEED=").next().unwrap_or_default();
        if let Some((_, names, _)) = rendered.iter_mut().find(|(other, ..)| {
            ["measured", "misconception", "picture"]
                .iter()
                .all(|part| other[part] == failure[part])
        }) {
            names.push_str(&format!("\n  {test}"));
            continue;
        }
        let slug = &failure["misconception"];
        let mut text = text.to_owned();
        if explained.contains(&slug)
            && let Some((measured, _)) = text.split_once("\nYou might think (")
        {
            text = format!(
                "{measured}\nThe same misconception: {}.",
                slug.as_str().expect("it is text")
            );
        }
        explained.push(slug);
        let lines = text.lines().map(|line| format!("\n    {line}"));
        let text: String = lines.collect();
        // An empty line is not indented.
        let text = text.replace("\n    \n", "\n\n");
        rendered.push((failure, format!("  {test}"), text));
    }
    rendered.into_iter().map(|(_, names, text)| names + &text).collect()
}
