//! The report that a check writes for the runner.
//!
//! Some tests of this file write reports. The others run them by name in a separate
//! process, tell it where to write, and read the report.

use probe::{
    OnLane, Rng, cancel_sweep, observe,
    predict::{Alternative, Column, Outcome, Sheet},
    reject,
};
use serde_json::{Value, json};
use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};
use tokio::{task::yield_now, time::sleep};

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn writer_of_observations() {
    let sleeper = observe(async { sleep(3 * SECOND).on_lane("sleeper").await });
    sleeper.given("a bed").output(None);
    observe(async {}).given("nothing").given("a night");
    drop(observe(std::future::pending::<()>()));
    drop(observe(async { panic!("boom") }));
}

#[test]
fn each_observation_is_reported_with_what_it_was_given() {
    let mut lines = report("writer_of_observations", &[]);
    let test = "report::writer_of_observations";
    let picture = lines[1]["picture"].take();
    let observed = |given: Value, took: u64, end: &str| {
        json!({
            "event": "observed", "test": test, "given": given, "took_ms": took,
            "end": end, "picture": null,
        })
    };
    let begins = json!({ "event": "begins", "test": test });
    let expected = [
        begins.clone(),
        observed(json!("a bed"), 3000, "done"),
        begins.clone(),
        observed(json!("a night"), 0, "done"),
        begins.clone(),
        observed(Value::Null, 0, "stuck"),
        begins,
        observed(Value::Null, 0, "panicked"),
    ];
    assert_eq!(lines, expected);
    let picture = picture.as_str().expect("it has a lane");
    assert!(picture.contains("\nsleeper  █━━"), "{picture}");
    assert!(!picture.contains('\u{1b}'), "{picture}");
}

#[test]
#[should_panic(expected = "given a bed: it took 0 s")]
fn writer_of_a_rejected_observation() {
    Rng::new();
    let observed = observe(async { async {}.on_lane("sleeper").await });
    observed.given("a bed").reject("calling-starts-it", "it took 0 s");
}

#[test]
fn a_rejection_is_reported_after_its_observation() {
    let lines = report("writer_of_a_rejected_observation", &[("PROBE_SEED", "7")]);
    let events: Vec<_> = lines.iter().map(|line| &line["event"]).collect();
    assert_eq!(events, ["begins", "observed", "rejected"]);
    let rejected = &lines[2];
    assert_eq!(rejected["test"], "report::writer_of_a_rejected_observation");
    assert_eq!(rejected["measured"], "given a bed: it took 0 s");
    assert_eq!(rejected["misconception"], "calling-starts-it");
    assert_eq!(rejected["seed"], 7);
    assert_eq!(rejected["picture"], lines[1]["picture"]);
    let text = rejected["text"].as_str().expect("the text is a string");
    assert!(text.starts_with("given a bed: it took 0 s\n\n"), "{text}");
    assert!(text.contains("\n  sleeper  ●\n"), "{text}");
    assert!(text.ends_with("\nPROBE_SEED=7 repeats this run.\n"), "{text}");
}

#[test]
#[should_panic(expected = "that is not it")]
fn writer_of_a_rejection() {
    reject(None, "that is not it ".repeat(20));
}

#[test]
fn writer_of_a_right_prediction() {
    let seconds = |seconds| {
        let sleeper =
            async move { sleep(seconds * SECOND).on_lane("sleeper").await };
        Outcome::of(sleeper, |(), took| Outcome::new(took.as_secs()))
    };
    let sheet = Sheet::new([Column::value("seconds", "it takes", "s")])
        .question("first", Some(1_u64), move || seconds(1))
        .question("second", Some(2_u64), move || seconds(2));
    assert!(!sheet.says("first", "seconds", seconds(3)));
    let all =
        Alternative::new("all slept", "awaits-in-sequence", move || seconds(4));
    sheet.judge("second", [all]);
}

#[test]
fn a_prediction_reports_only_the_program_in_question() {
    let lines = report("writer_of_a_right_prediction", &[]);
    let observed = lines.iter().filter(|line| line["event"] == "observed");
    let observed: Vec<_> = observed.collect();
    assert_eq!(observed.len(), 1, "{lines:?}");
    assert_eq!(observed[0]["given"], "second");
    assert_eq!(observed[0]["took_ms"], 2000);
    assert!(observed[0]["picture"].is_string());
}

#[test]
fn a_rejection_without_an_observation_is_the_only_event() {
    let lines = report("writer_of_a_rejection", &[]);
    let [rejected] = &lines[..] else { panic!("{lines:?}") };
    for unknown in ["misconception", "picture", "seed"] {
        assert_eq!(rejected[unknown], Value::Null);
    }
}

#[test]
fn lines_are_as_wide_as_the_variable_says() {
    let longest = |width| {
        let lines = report("writer_of_a_rejection", &[("PROBE_WIDTH", width)]);
        let text = lines[0]["text"].as_str().expect("the text is a string");
        text.lines().map(str::len).max()
    };
    assert!(longest("30") <= Some(30));
    assert!(longest("100") > Some(72));
}

#[test]
fn writer_of_a_sweep() {
    let make = || async {
        for _ in 0..2 {
            yield_now().await;
        }
    };
    cancel_sweep(make, |_, observed| {
        observed.output(None);
    });
}

#[test]
fn a_sweep_reports_only_its_last_attempt() {
    let lines = report("writer_of_a_sweep", &[]);
    let events: Vec<_> = lines.iter().map(|line| &line["event"]).collect();
    assert_eq!(events, ["begins", "begins", "begins", "observed"]);
}

#[test]
fn a_report_that_cannot_be_written_does_not_change_the_result() {
    let nowhere = Path::new(env!("CARGO_TARGET_TMPDIR")).join("missing/report");
    assert!(run("writer_of_a_rejected_observation", &nowhere, &[]));
    assert!(!nowhere.exists());
}

/// The report of a test in this file.
fn report(test: &str, variables: &[(&str, &str)]) -> Vec<Value> {
    let file = fresh_file();
    assert!(run(test, &file, variables), "{test} fails");
    let report = std::fs::read_to_string(&file).expect("the report was written");
    std::fs::remove_file(&file).expect("the file is ours");
    let lines = report.lines().map(serde_json::from_str);
    lines.collect::<Result<_, _>>().expect("each line is one object")
}

/// A path that isn't used by any other test, in this process or another.
fn fresh_file() -> PathBuf {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static FILES: AtomicUsize = AtomicUsize::new(0);
    let (process, file) =
        (std::process::id(), FILES.fetch_add(1, Ordering::Relaxed));
    let file = format!("report-{process}-{file}.jsonl");
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(file)
}

/// Whether a test in this file passes in its own process.
fn run(test: &str, report: &Path, variables: &[(&str, &str)]) -> bool {
    let this = env::current_exe().expect("this program has a path");
    let mut command = Command::new(this);
    for variable in ["PROBE_SEED", "PROBE_WIDTH"] {
        command.env_remove(variable);
    }
    command.envs(variables.iter().copied()).env("PROBE_REPORT", report);
    command.args(["--exact", &format!("report::{test}"), "--test-threads=2"]);
    let output = command.output().expect("the same program starts again");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("running 1 test"), "{said}");
    output.status.success()
}
