//! Files in every state: deleted, empty, not UTF-8, linked, huge, or replaced.

use crate::{RIGHT, WRONG, demo::Demo, demo::file};
use std::{
    fs,
    time::{Duration, SystemTime},
};

/// `mv backup.rs right.rs` does this. The verdict must be about the current text even if the
/// file is read-only, too.
#[test]
fn a_file_is_graded_again_if_it_is_replaced_by_an_older_one() {
    let demo = Demo::new("put_back", &[("right", RIGHT)]);
    let path = demo.0.join(file("right"));
    let solved = |text: &str, read_only: bool| {
        // The file may be read-only, so it can't be overwritten.
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
fn a_file_that_cannot_be_graded_does_not_affect_other_exercises() {
    let names =
        ["right", "emptied", "deleted", "directory", "latin", "huge", "broken"];
    let demo = Demo::new("flaws", &names.map(|it| (it, RIGHT)));
    let path = |name: &str| demo.0.join(file(name));
    demo.write(&file("emptied"), "\n \t\n");
    fs::remove_file(path("deleted")).unwrap();
    fs::remove_file(path("directory")).unwrap();
    fs::create_dir(path("directory")).unwrap();
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
        ("directory", "is a directory, not a file."),
        ("latin", "is not UTF-8 text (see line 2)."),
        ("huge", "is larger than the limit of 1 MiB."),
    ] {
        let part = said.about(exercise);
        assert!(part.contains("can't be graded"), "{part}");
        let why = format!("{} {why}", file(exercise));
        assert!(part.replace('\\', "/").contains(&why), "{part}");
        let next = format!("cargo xtask reset {exercise}");
        assert!(part.contains(&next), "{part}");
        // A hint would not help here.
        assert!(!part.contains("cargo xtask hint"), "{part}");
    }
    assert!(said.about("broken").contains("unexpected closing delimiter"));
    assert!(said.about("right").contains("2 of 2 tests pass"));
    assert!(said.output.contains("1 of 7 solved"), "{}", said.output);

    // `check` with a name grades only that exercise.
    let said = demo.xtask(&["check", "right"]);
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
    for exercise in &names[1..] {
        let said = demo.xtask(&["check", exercise]);
        assert_eq!(said.code, Some(1), "{exercise}: {}", said.errors);
    }
    // `list` does not read the files.
    assert_eq!(demo.xtask(&["list"]).code, Some(0));
    assert_eq!(fs::read(path("latin")).unwrap(), latin);
}

/// Git and editors on Windows write CRLF.
#[test]
fn crlf_counts_as_unchanged() {
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

/// Some learners keep their answers in another directory, and link to them.
#[cfg(unix)]
#[test]
fn a_link_is_graded_as_the_file_that_it_leads_to() {
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
    assert!(part.contains("is a link to "), "{part}");
    assert!(part.contains("nowhere.rs"), "{part}");
    assert!(demo.0.join(file("dangling")).is_symlink());
}

/// Reading a named pipe blocks until another process writes to it, so the runner must not
/// open it. Here, a thread opens the pipe for writing, and counts how often it is read.
#[cfg(unix)]
#[test]
fn a_named_pipe_in_place_of_a_file_is_not_opened() {
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
                // This blocks until the pipe has a reader.
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

/// The path of an exercise's check.
fn check(exercise: &str) -> String {
    format!("exercises/01-demo/tests/{exercise}.rs")
}

/// An unchanged file's program starts before cargo has finished. Its result must not be
/// used if cargo then finds that an included file has changed.
#[test]
fn an_unchanged_file_is_graded_again_if_an_included_file_has_changed() {
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
