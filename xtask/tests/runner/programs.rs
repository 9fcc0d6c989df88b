//! The programs of a `predict` exercise, which are in their own file.

#[cfg(target_os = "linux")]
use crate::terminal::Terminal;
use crate::{
    RIGHT, WRONG,
    demo::{Demo, file},
};
use serde_json::Value;
use std::fs;
#[cfg(target_os = "linux")]
use std::process::Command;

const PROGRAMS: &str = "exercises/01-demo/programs/task.rs";
const CHECK: &str = "exercises/01-demo/tests/task.rs";

/// The program that the check runs.
const GIVEN: &str = "//! The programs.\npub fn program() -> u8 { 40 + 2 }\n";

/// A course with two exercises. The check of `task` runs a program; that of `plain` does not.
fn course(name: &str) -> Demo {
    let check = "
        #[path = \"../task.rs\"] mod attempt;
        #[path = \"../programs/task.rs\"] mod programs;
        #[test] fn predicts() { assert_eq!(attempt::answer(), programs::program()); }";
    let demo = Demo::with_checks(name, &[("plain", RIGHT)], &[("task", check)]);
    demo.write(PROGRAMS, GIVEN);
    let given = "//! # The task\n//!\n//! **predict, 5 minutes**\n//!\n//! Predict.\n\
                 pub fn answer() -> u8 { 0 }\n";
    demo.write(&file("task"), given);
    demo
}

#[test]
fn an_exercise_is_not_graded_if_its_programs_were_changed() {
    let demo = course("programs");
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    let lock = fs::read_to_string(demo.0.join("exercises/course.lock")).unwrap();
    assert!(lock.contains(&format!(" {PROGRAMS}\n")), "{lock}");
    assert!(!lock.contains("programs/plain.rs"), "{lock}");
    demo.write(&file("task"), RIGHT);
    let said = demo.xtask(&["check"]);
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);

    demo.write(PROGRAMS, &GIVEN.replace("40", "39"));
    let edited = "the programs of its check were edited";
    fn remove(demo: &Demo) {
        fs::remove_file(demo.0.join(PROGRAMS)).unwrap();
    }
    for (change, what) in [
        ((|_| ()) as fn(&Demo), edited),
        (remove, "the programs of its check are gone"),
    ] {
        change(&demo);
        let said = demo.xtask(&["check", "task"]);
        assert_eq!(said.code, Some(1), "{}", said.errors);
        let part = said.about("task").replace('\\', "/");
        assert!(part.contains(what), "{part}");
        assert!(part.contains(&format!("{PROGRAMS} was changed")), "{part}");
        assert!(part.contains("--check task"), "{part}");
        let said = demo.xtask(&["check", "task", "--format", "json"]);
        let all: Value = serde_json::from_str(&said.output).unwrap();
        assert_eq!(all["exercises"][0]["verdict"], "tampered", "{all:#}");
        assert_eq!(demo.xtask(&["check", "plain"]).code, Some(0));
        // Files in another directory also need the course's own programs.
        demo.write("theirs/task.rs", RIGHT);
        let theirs = demo.0.join("theirs").to_string_lossy().into_owned();
        let said = demo.xtask(&["check", "task", "--from", &theirs]);
        assert_eq!(said.code, Some(1), "{}", said.errors);
        assert!(said.output.contains(what), "{}", said.output);
    }
}

#[test]
fn programs_are_used_for_submitted_files_and_for_variants() {
    let demo = course("programs_elsewhere");
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    for (answer, code) in [(RIGHT, 0), (WRONG, 1)] {
        demo.write("theirs/task.rs", answer);
        let theirs = demo.0.join("theirs").to_string_lossy().into_owned();
        let said = demo.xtask(&["check", "task", "--from", &theirs]);
        assert_eq!(said.code, Some(code), "{}{}", said.output, said.errors);
    }
    demo.write("solutions/01-demo/task.rs", RIGHT);
    demo.write("solutions/01-demo/task/right/sum.rs", RIGHT);
    let wrong = "//! tests-failed: left == right\npub fn answer() -> u8 { 41 }";
    demo.write("solutions/01-demo/task/wrong/less.rs", wrong);
    let said = demo.xtask(&["prove", "task"]);
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
    assert!(said.output.contains("4 passed, 0 failed"), "{}", said.output);

    demo.write(PROGRAMS, "pub fn program() -> u8 { 0 }");
    let said = demo.xtask(&["prove", "task"]);
    assert_eq!(said.code, Some(1), "{}{}", said.output, said.errors);
    let what = "tampered: the programs of its check were edited";
    assert!(said.output.contains(what), "{}", said.output);
}

#[test]
fn a_changed_program_is_built_again_if_its_time_is_the_same() {
    let demo = course("programs_fresh");
    demo.write(&file("task"), RIGHT);
    let path = demo.0.join(PROGRAMS);
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    assert_eq!(demo.xtask(&["check", "task"]).code, Some(0));
    for (text, code) in [(GIVEN.replace("40", "39"), 1), (GIVEN.to_owned(), 0)] {
        demo.write(PROGRAMS, &text);
        fs::File::options()
            .append(true)
            .open(&path)
            .unwrap()
            .set_modified(time)
            .unwrap();
        let said = demo.xtask(&["check", "task"]);
        assert_eq!(said.code, Some(code), "{}{}", said.output, said.errors);
    }
}

#[test]
fn a_reset_of_the_check_restores_its_programs_too() {
    let demo = course("programs_reset");
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    let check = fs::read_to_string(demo.0.join(CHECK)).unwrap();
    demo.write(PROGRAMS, "mine");
    let said = demo.xtask(&["reset", "--check", "task"]);
    assert_eq!(said.code, Some(0), "{}", said.errors);
    let output = said.output.replace('\\', "/");
    assert!(
        output.contains("tests/task.rs already matches the original"),
        "{output}"
    );
    assert!(output.contains(&format!("{PROGRAMS} is restored")), "{output}");
    assert!(output.contains("programs/task.mine-1.rs.txt"), "{output}");
    assert_eq!(fs::read_to_string(demo.0.join(PROGRAMS)).unwrap(), GIVEN);

    fs::remove_file(demo.0.join(PROGRAMS)).unwrap();
    fs::remove_file(demo.0.join(CHECK)).unwrap();
    let said = demo.xtask(&["reset", "--check", "task"]);
    assert_eq!(said.code, Some(0), "{}", said.errors);
    assert_eq!(fs::read_to_string(demo.0.join(PROGRAMS)).unwrap(), GIVEN);
    assert_eq!(fs::read_to_string(demo.0.join(CHECK)).unwrap(), check);
    // A check without programs can also be restored.
    let said = demo.xtask(&["reset", "--check", "plain"]);
    assert_eq!(said.code, Some(0), "{}", said.errors);
}

#[cfg(target_os = "linux")]
#[test]
fn an_untouched_prediction_says_which_files_to_open_and_to_read() {
    let demo = course("programs_untouched");
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    for (editor, how) in [("nano", " (e opens it),"), ("", " in your editor,")] {
        let watch = demo.command(&["watch", "task"]);
        // This PATH has neither `code` nor cargo, which the page doesn't need.
        let mut command = Command::new("env");
        command.args(["PATH=/nowhere"]).arg(watch.get_program());
        command.args(watch.get_args());
        command.env("CARGO_MANIFEST_DIR", demo.0.join("xtask"));
        command.env_remove("CARGO_TARGET_DIR");
        command.env_remove("VISUAL").env("EDITOR", editor);
        let mut terminal = Terminal::new(&command, (80, 24), &[]);
        terminal.wait_for(&[
            &format!("Now open exercises/01-demo/task.rs{how}"),
            "do what its TODO says, and save.",
            "The programs to read: exercises/01-demo/programs/task.rs",
        ]);
        terminal.press("q").end();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn watch_grades_again_when_the_programs_are_saved() {
    let demo = course("programs_watch");
    demo.write(&file("task"), RIGHT);
    let mut terminal = demo.watch((80, 30), &["task"]);
    terminal.wait_for(&["✔ 1 of 1 tests pass"]);
    demo.write(PROGRAMS, &GIVEN.replace("40", "39"));
    terminal.wait_for(&["✗ 0 of 1 tests pass"]);
}
