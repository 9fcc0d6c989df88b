//! Untouched exercises: they are not solved, and the runner doesn't need to build
//! anything to say so. They are built only in advance, while `watch` has nothing else
//! to do, or on request.

use crate::{
    RIGHT, WRONG,
    demo::{Demo, file},
};
use std::fs;

/// Two untouched exercises.
fn demo(name: &str) -> Demo {
    let demo = Demo::new(name, &[("first", WRONG), ("second", WRONG)]);
    // The output of an earlier build would hide what is built now.
    let _ = fs::remove_dir_all(demo.0.join("target"));
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    demo
}

/// The programs or notes of a test in this directory of the target directory.
fn built(demo: &Demo, folder: &str, test: &str) -> usize {
    let entries = fs::read_dir(demo.0.join("target/debug").join(folder));
    let names = entries.into_iter().flatten().flatten().map(|it| it.file_name());
    names.filter(|it| it.to_string_lossy().starts_with(&format!("{test}-"))).count()
}

#[test]
fn an_untouched_exercise_is_not_built_to_say_that_it_is_not_solved() {
    let demo = demo("untouched");
    // Without cargo, the exercise can't be built.
    let mut command = demo.command(&[]);
    let output = command.env("CARGO", demo.0.join("nowhere")).output();
    let output = output.expect("it was built with its test");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(text.contains("0 of 2 exercises solved"), "{text}");
    assert!(text.contains("next: first\n"), "{text}");

    demo.write(&file("first"), RIGHT);
    let said = demo.xtask(&[]);
    assert!(said.output.contains("This happens once"), "{}", said.output);
    assert!(said.output.contains("1 of 2 exercises solved"), "{}", said.output);
    assert!(said.output.contains("next: second\n"), "{}", said.output);
    assert_eq!(built(&demo, "deps", "second"), 0);
    assert!(!demo.xtask(&[]).output.contains("This happens once"));
}

/// The compiler's incremental data takes twice the space of the program, and speeds
/// up the build after the next edit.
#[test]
fn a_check_of_all_keeps_notes_for_those_that_were_begun() {
    let demo = demo("notes");
    demo.write(&file("first"), RIGHT);
    for _ in 0..2 {
        let said = demo.xtask(&["check"]);
        assert_eq!(said.code, Some(1), "{}", said.errors);
        assert!(said.about("first").contains("2 of 2"), "{}", said.output);
        assert!(said.about("second").contains("1 of 2"), "{}", said.output);
        assert_eq!(built(&demo, "incremental", "first"), 1);
        assert_eq!(built(&demo, "incremental", "second"), 0);
    }
    // An exercise that is named on the command line will probably be edited soon.
    assert_eq!(demo.xtask(&["check", "second"]).code, Some(1));
    assert_eq!(built(&demo, "incremental", "second"), 1);
}

#[cfg(target_os = "linux")]
mod watched {
    use super::{RIGHT, WRONG, built, demo, file};
    use crate::terminal::Terminal;
    use std::{fs, io::Read};

    const SIZE: (u16, u16) = (80, 30);

    #[test]
    fn watch_shows_an_untouched_exercise_at_once_and_builds_its_check_ahead() {
        let demo = demo("ahead");
        let mut command = demo.command(&["watch"]);
        command.env("CARGO", demo.0.join("nowhere"));
        let mut terminal = Terminal::new(&command, SIZE, &[]);
        terminal.wait_for(&["demo / first", "0 of 2 solved", "· second"]);
        terminal.press("q").end();

        let mut terminal = demo.watch(SIZE, &[]);
        terminal.wait_for(&["demo / first", "0 of 2 solved"]);
        terminal.wait_until("both are built", |_| {
            ["first", "second"].iter().all(|it| built(&demo, "deps", it) > 0)
        });
        demo.write(&file("first"), RIGHT);
        terminal.wait_for(&["1 of 2 solved", "✔ 2 of 2 tests pass"]);
        demo.write(&file("first"), WRONG);
        terminal.wait_for(&["0 of 2 solved", "✗ 1 of 2 tests pass"]);
        terminal.press("q").end();
    }

    /// The build in advance holds a pipe open, and would do so for a minute.
    #[test]
    fn a_build_ahead_gives_way_to_a_command_in_another_terminal() {
        let demo = demo("gives_way");
        let pipe = demo.named_pipe();
        demo.write(
            "exercises/01-demo/build.rs",
            &format!(
                "fn main() {{
                     use std::io::Write;
                     if std::env::var_os(\"HOLD\").is_none() {{ return }}
                     let mut pipe = std::fs::File::options().write(true).open({pipe:?}).unwrap();
                     std::thread::sleep(std::time::Duration::from_secs(60));
                     pipe.write_all(b\"alive\").unwrap();
                 }}"
            ),
        );
        let mut command = demo.command(&["watch"]);
        command.env("HOLD", "");
        let mut terminal = Terminal::new(&command, SIZE, &[]);
        let mut reader = fs::File::open(&pipe).unwrap();
        terminal.wait_for(&["preparing the check"]);
        let said = demo.xtask(&["check", "first"]);
        assert_eq!(said.code, Some(1), "{}{}", said.output, said.errors);
        assert_eq!(reader.read(&mut [0]).unwrap(), 0, "it was ended");
        terminal.press("q").end();
    }
}
