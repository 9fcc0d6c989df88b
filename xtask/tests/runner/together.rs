//! Several runners at once in one course, and a runner whose output can't be written.

use crate::{
    RIGHT, WRONG,
    demo::{Demo, Said, file},
};
use std::{process::Stdio, thread};

/// Two checks run at once, on a file that changes and one that does not. Cargo's lock makes one
/// of them wait, and each must judge the current text.
#[test]
fn two_runners_at_once_come_to_the_same_verdicts() {
    let demo = Demo::new("together", &[("changes", WRONG), ("stays", RIGHT)]);
    #[cfg(target_os = "linux")]
    let mut watch = { demo.watch((80, 24), &["changes"]) };
    for text in [RIGHT, WRONG, RIGHT, WRONG, RIGHT] {
        demo.write(&file("changes"), text);
        let solved = text == RIGHT;
        thread::scope(|scope| {
            let check = || demo.xtask(&["check"]);
            for said in [scope.spawn(check), scope.spawn(check)] {
                let said = said.join().unwrap();
                let told = format!("{}{}", said.output, said.errors);
                assert_eq!(said.code, Some(i32::from(!solved)), "{told}");
                assert!(said.about("stays").contains("2 of 2 tests pass"), "{told}");
                // Progress is shown only on a terminal.
                assert_eq!(said.errors, "");
            }
        });
        #[cfg(target_os = "linux")]
        watch.wait_for(match solved {
            true => &["demo / changes", "✔ 2 of 2 tests pass", "2 of 2 solved"],
            false => &["demo / changes", "✗ 1 of 2 tests pass", "1 of 2 solved"],
        });
    }
}

/// The files have the same name, but each must get the verdict on its own text.
#[test]
fn files_from_two_directories_are_not_mixed_up_if_graded_at_once() {
    let demo = Demo::new("two-places", &[("it", WRONG)]);
    demo.write("right/it.rs", RIGHT);
    demo.write("wrong/it.rs", WRONG);
    let check = |from: &str| {
        let from = demo.0.join(from);
        demo.xtask(&["check", "it", "--from", from.to_str().unwrap()]).code
    };
    thread::scope(|scope| {
        for _ in 0..4 {
            let both = ["right", "wrong"].map(|it| scope.spawn(move || check(it)));
            let codes = both.map(|it| it.join().unwrap());
            assert_eq!(codes, [Some(0), Some(1)]);
        }
    });
}

#[test]
fn the_runner_exits_quietly_if_its_reader_closes_the_pipe() {
    let demo = Demo::new("reader", &[("right", RIGHT)]);
    let mut command = demo.command(&["check"]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let said = Said::of(&child.wait_with_output().unwrap());
    assert_eq!((said.code, &*said.errors), (Some(2), ""));
}

/// Here, the output still has a reader, so the loss of output must be reported.
#[cfg(target_os = "linux")]
#[test]
fn the_runner_reports_an_error_if_the_disk_of_its_output_is_full() {
    let demo = Demo::new("full", &[("right", RIGHT)]);
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let said = demo.command(&["list"]).stdout(full).output().unwrap();
    let said = Said::of(&said);
    assert_eq!(said.code, Some(2));
    assert!(said.errors.contains("No space left on device"), "{}", said.errors);
}
