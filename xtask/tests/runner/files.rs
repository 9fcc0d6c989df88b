//! Files in every state: gone, emptied, garbled, linked, huge, put back.

use crate::{RIGHT, WRONG, demo::Demo, demo::file};
use std::{
    fs,
    time::{Duration, SystemTime},
};

/// As `mv backup.rs right.rs` does. Nobody may write the file either; a verdict is about
/// what it says now, all the same.
#[test]
fn a_file_that_is_put_back_with_its_old_time_gets_a_verdict_of_its_own() {
    let demo = Demo::new("put_back", &[("right", RIGHT)]);
    let path = demo.0.join(file("right"));
    let solved = |text: &str, read_only: bool| {
        // What is there cannot be written to.
        fs::remove_file(&path).unwrap();
        demo.write(&file("right"), text);
        let long_ago = SystemTime::now() - Duration::from_secs(86_400);
        let file = fs::File::options().append(true).open(&path).unwrap();
        file.set_modified(long_ago).unwrap();
        let mut permissions = file.metadata().unwrap().permissions();
        permissions.set_readonly(read_only);
        file.set_permissions(permissions).unwrap();
        let said = demo.xtask(&["check", "right"]);
        assert!(said.errors.is_empty(), "{}", said.errors);
        said.code == Some(0)
    };
    assert!(solved(RIGHT, false));
    assert!(!solved(WRONG, false));
    assert!(!solved(WRONG, cfg!(unix)));
    assert!(solved(RIGHT, cfg!(unix)));
    assert!(!solved(WRONG, cfg!(unix)));
}

#[test]
fn a_file_that_cannot_be_graded_says_why_and_hinders_no_other() {
    let names = ["right", "emptied", "deleted", "folder", "latin", "huge", "broken"];
    let demo = Demo::new("flaws", &names.map(|it| (it, RIGHT)));
    let path = |name: &str| demo.0.join(file(name));
    demo.write(&file("emptied"), "\n \t\n");
    fs::remove_file(path("deleted")).unwrap();
    fs::remove_file(path("folder")).unwrap();
    fs::create_dir(path("folder")).unwrap();
    let latin = b"pub fn answer() -> u8 { 42 }\n// gr\xfc\xdfe\n";
    fs::write(path("latin"), latin).unwrap();
    let mut huge = fs::File::options().append(true).open(path("huge")).unwrap();
    std::io::Write::write_all(&mut huge, &vec![b' '; 2 << 20]).unwrap();
    drop(huge);
    demo.write(&file("broken"), "pub fn answer() -> u8 { 42 } }");

    let said = demo.xtask(&["check"]);
    assert_eq!(said.code, Some(1), "{}", said.errors);
    for (exercise, why) in [
        ("emptied", "is empty."),
        ("deleted", "is missing."),
        ("folder", "is a directory, not a file."),
        ("latin", "is not UTF-8 text: look at line 2"),
        ("huge", "has 2 MiB: is that the right file?"),
    ] {
        let part = said.about(exercise);
        assert!(part.contains("can't be graded"), "{part}");
        let why = format!("{} {why}", file(exercise));
        assert!(part.replace('\\', "/").contains(&why), "{part}");
        let next = format!("cargo xtask reset {exercise}");
        assert!(part.contains(&next), "{part}");
        // There is nothing that a hint could help with.
        assert!(!part.contains("cargo xtask hint"), "{part}");
    }
    assert!(said.about("broken").contains("unexpected closing delimiter"));
    assert!(said.about("right").contains("2 of 2 tests pass"));
    assert!(said.output.contains("1 of 7 solved"), "{}", said.output);

    // Whoever asks for one gets an answer about it alone.
    let said = demo.xtask(&["check", "right"]);
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
    for exercise in &names[1..] {
        let said = demo.xtask(&["check", exercise]);
        assert_eq!(said.code, Some(1), "{exercise}: {}", said.errors);
    }
    // Where nothing is graded, nothing hinders.
    assert_eq!(demo.xtask(&["list"]).code, Some(0));
    assert_eq!(fs::read(path("latin")).unwrap(), latin);
}

/// Git and editors on Windows write these line ends.
#[test]
fn line_ends_of_windows_change_nothing() {
    let text = "pub fn answer() -> u8 {\n    42\n}\n";
    let demo = Demo::new("line_ends", &[("right", text)]);
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    for path in [file("right"), check("right")] {
        let text = fs::read_to_string(demo.0.join(&path)).unwrap();
        demo.write(&path, &text.replace('\n', "\r\n"));
    }
    let listed = demo.xtask(&["list", "--format", "json"]);
    assert!(listed.output.contains("\"touched\": false"), "{}", listed.output);
    let said = demo.xtask(&["check"]);
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
    demo.write(&file("right"), "pub fn answer() -> u8 {\r\n    41\r\n}\r\n");
    assert_eq!(demo.xtask(&["check"]).code, Some(1));
    let listed = demo.xtask(&["list", "--format", "json"]);
    assert!(listed.output.contains("\"touched\": true"), "{}", listed.output);
}

/// Some keep their answers elsewhere, and link to them.
#[cfg(unix)]
#[test]
fn a_link_stands_for_what_it_leads_to() {
    use std::os::unix::fs::symlink;
    let demo = Demo::new("links", &[("linked", RIGHT), ("dangling", RIGHT)]);
    let elsewhere = demo.0.join("elsewhere.rs");
    for (name, to) in [("linked", "elsewhere.rs"), ("dangling", "nowhere.rs")] {
        fs::remove_file(demo.0.join(file(name))).unwrap();
        symlink(demo.0.join(to), demo.0.join(file(name))).unwrap();
    }
    for (text, code) in [(RIGHT, 0), (WRONG, 1), (RIGHT, 0)] {
        fs::write(&elsewhere, text).unwrap();
        let said = demo.xtask(&["check", "linked"]);
        assert_eq!(said.code, Some(code), "{}{}", said.output, said.errors);
    }
    let said = demo.xtask(&["check"]);
    assert_eq!(said.code, Some(1), "{}", said.errors);
    assert!(said.about("linked").contains("2 of 2"), "{}", said.output);
    let part = said.about("dangling");
    assert!(part.contains("is a link, and there is nothing at "), "{part}");
    assert!(part.contains("nowhere.rs"), "{part}");
    assert!(demo.0.join(file("dangling")).is_symlink());
}

/// Reading it would take until somebody writes, and so nobody reads it. Here somebody
/// would write, and counts the readers instead.
#[cfg(unix)]
#[test]
fn a_named_pipe_in_the_place_of_a_file_keeps_nobody_waiting() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let demo = Demo::new("pipes", &[("right", RIGHT), ("piped", RIGHT)]);
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    let pipe = demo.0.join(file("piped"));
    fs::rename(demo.named_pipe(), &pipe).unwrap();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let readers = scope.spawn(|| {
            let mut readers = 0;
            loop {
                // Opening waits for a reader.
                drop(fs::File::options().write(true).open(&pipe).unwrap());
                if done.load(Ordering::SeqCst) {
                    return readers;
                }
                readers += 1;
            }
        });
        let (right, piped) =
            (demo.xtask(&["check", "right"]), demo.xtask(&["check", "piped"]));
        let list = demo.xtask(&["list"]);
        done.store(true, Ordering::SeqCst);
        drop(fs::File::open(&pipe).unwrap());
        assert_eq!(readers.join().unwrap(), 0);
        assert_eq!(right.code, Some(0), "{}{}", right.output, right.errors);
        assert_eq!(piped.code, Some(1), "{}{}", piped.output, piped.errors);
        assert!(
            piped.about("piped").contains("is not a regular file."),
            "{}",
            piped.output
        );
        assert_eq!(list.code, Some(0), "{}", list.errors);
    });
}

/// The check of an exercise.
fn check(exercise: &str) -> String {
    format!("exercises/01-demo/tests/{exercise}.rs")
}

/// What is unchanged itself runs ahead of cargo; cargo knows better here.
#[test]
fn what_an_unchanged_file_includes_may_have_changed() {
    let demo = Demo::new(
        "includes",
        &[("right", "pub fn answer() -> u8 { include!(\"value.txt\") }")],
    );
    let solved = |value: &str| {
        demo.write("exercises/01-demo/value.txt", value);
        demo.xtask(&["check", "right"]).code == Some(0)
    };
    assert!(solved("42"));
    assert!(solved("42"));
    assert!(!solved("41"));
    assert!(!solved("41"));
    assert!(solved("42"));
}
