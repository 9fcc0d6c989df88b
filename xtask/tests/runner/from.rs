//! `check --from DIR` grades the files in another directory instead of the learner's.

use crate::{
    RIGHT, WRONG,
    demo::{Demo, file},
};
use std::fs;

/// The submitted files are in the three supported layouts: one is right, one does not
/// compile, and one fails a test. The learner's own files differ, so that a mix-up would
/// change the verdicts; one of them is not even text.
#[test]
fn files_in_another_directory_are_graded_and_the_learners_are_unchanged() {
    let names = ["first", "second", "third", "fourth"];
    let mine = [WRONG, RIGHT, RIGHT, RIGHT];
    let demo = Demo::new(
        "from",
        &std::array::from_fn::<_, 4, _>(|at| (names[at], mine[at])),
    );
    fs::write(demo.0.join(file("first")), b"gr\xfc\xdfe").unwrap();
    demo.write("theirs/01-demo/first.rs", RIGHT);
    demo.write(
        "theirs/exercises/01-demo/second.rs",
        "pub fn answer() -> u8 { \"\" }",
    );
    demo.write("theirs/third.rs", WRONG);
    demo.write("theirs/fourth/notes.txt", "nothing to grade");
    let theirs = demo.0.join("theirs");
    let theirs = theirs.to_str().unwrap();

    let said = demo.xtask(&["check", "--from", theirs]);
    assert_eq!(said.code, Some(1), "{}", said.errors);
    assert!(said.about("first").contains("2 of 2 tests pass"), "{}", said.output);
    assert!(said.about("second").contains("does not compile"), "{}", said.output);
    assert!(said.about("third").contains("1 of 2 tests pass"), "{}", said.output);
    assert!(said.output.contains("1 of 3 solved"), "{}", said.output);
    // Messages name the submitted files, not the copies.
    for (name, place) in [
        ("second", "theirs/exercises/01-demo/second.rs"),
        ("third", "theirs/third.rs"),
    ] {
        let part = said.about(name).replace('\\', "/");
        assert!(part.contains(place), "{part}");
        assert!(!part.contains("__from"), "{part}");
    }

    let arguments = ["check", "third", "--from", theirs, "--format"];
    for format in ["json", "junit"] {
        let said = demo.xtask(&[&arguments[..], &[format]].concat());
        assert_eq!(said.code, Some(1), "{}{}", said.output, said.errors);
        assert!(said.output.contains("theirs/third.rs\""), "{}", said.output);
    }

    // The submitted files don't affect what is next for the learner.
    demo.write(&file("fourth"), WRONG);
    let said = demo.xtask(&["check", "first", "--from", theirs]);
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
    assert!(said.output.contains("next: cargo xtask\n"), "{}", said.output);
    demo.write(&file("fourth"), RIGHT);
    // The same directory with a new file in it.
    demo.write("theirs/01-demo/first.rs", WRONG);
    let said = demo.xtask(&["check", "first", "--from", theirs]);
    assert_eq!(said.code, Some(1), "{}{}", said.output, said.errors);
    demo.write("theirs/01-demo/first.rs", "");
    let said = demo.xtask(&["check", "first", "--from", theirs]);
    assert_eq!(said.code, Some(1), "{}{}", said.output, said.errors);
    assert!(said.about("first").contains("is empty"), "{}", said.output);
    assert!(!said.about("first").contains("reset"), "{}", said.output);

    assert_eq!(fs::read(demo.0.join(file("first"))).unwrap(), b"gr\xfc\xdfe");
    for name in &names[1..] {
        assert_eq!(fs::read_to_string(demo.0.join(file(name))).unwrap(), RIGHT);
    }
    let said = demo.xtask(&["check", "second", "third", "fourth"]);
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
}

#[test]
fn a_directory_without_the_requested_files_is_an_error() {
    let demo = Demo::new("from_nothing", &[("first", RIGHT), ("second", RIGHT)]);
    demo.write("theirs/first.rs", RIGHT);
    demo.write("others/notes.txt", "nothing to grade");
    let directory = |name: &str| demo.0.join(name).to_str().unwrap().to_owned();
    let places = "01-demo/second.rs, exercises/01-demo/second.rs, second.rs";
    for (arguments, parts) in [
        (
            vec!["--from".to_owned(), directory("nowhere")],
            ["nowhere is not a directory", "01-demo/first.rs"],
        ),
        (
            vec!["--from".to_owned(), directory("theirs/first.rs")],
            ["first.rs is not a directory", ""],
        ),
        (
            vec!["--from".to_owned(), directory("others")],
            ["others contains no exercises", "first.rs"],
        ),
        (
            vec!["second".to_owned(), "--from".to_owned(), directory("theirs")],
            ["theirs has no second.rs", places],
        ),
        (vec!["--from".to_owned()], ["a value is required", ""]),
    ] {
        let mut all = vec!["check"];
        all.extend(arguments.iter().map(String::as_str));
        let said = demo.xtask(&all);
        assert_eq!(said.code, Some(2), "{all:?}: {}", said.output);
        for part in parts {
            let errors = said.errors.replace('\\', "/");
            assert!(errors.contains(part), "{all:?}: {errors}");
        }
    }
}
