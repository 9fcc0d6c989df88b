//! Compiler errors, as the learner should see them.

use crate::{
    RIGHT,
    demo::{Demo, file},
};

/// This has two errors. The compiler reports the one in line 4 first, and a misconception
/// explains it.
const REFUSED: &str = "pub fn answer() -> u8 {
    let first: u8 = \"42\";
    let question = async { first };
    question.await
}
";

const MISCONCEPTIONS: &str = "# What people believe

Prose that is not a section.

## another-code

You might think: One phrase, one error.

In fact: Several errors share it.

What you see: another error.

Compiler message: E0999 \"only allowed inside\"

Taught in: [Demo](../lessons/01-demo/README.md#other)

## await-anywhere

You might think: `.await` works in any function,
as a call does.

In fact: It works only where there is something to be paused.

What you see: an error.

Compiler message: E0999 \"no such thing\"; E0728 \"only allowed inside\"

Taught in: [Demo](../lessons/01-demo/README.md#laziness)
";

#[test]
fn errors_are_shown_in_order_with_the_learners_path_and_the_misconception() {
    let demo = Demo::new("refusals", &[("right", RIGHT), ("refused", REFUSED)]);
    // Git on Windows may check the page out with CRLF.
    for page in [MISCONCEPTIONS.to_owned(), MISCONCEPTIONS.replace('\n', "\r\n")] {
        demo.write("exercises/misconceptions.md", &page);
        let said = demo.xtask(&["check", "refused"]);
        assert_eq!(said.code, Some(1), "{}{}", said.output, said.errors);
        let output = said.output.replace('\\', "/");
        let mut rest = output.as_str();
        for part in [
            "does not compile",
            "error[E0728]",
            &format!("--> {}:4:14", file("refused")),
            "error[E0308]: mismatched types",
            &format!("--> {}:2:21", file("refused")),
            "You might think (await-anywhere):",
            "`.await` works in any function, as a call does.",
            "In fact:",
            "It works only where there is something to be paused.",
            "Taught in lessons/01-demo/README.md#laziness",
            "next: cargo xtask hint refused",
        ] {
            let place = rest.find(part);
            let place = place.unwrap_or_else(|| panic!("{part} is not in {output}"));
            rest = &rest[place + part.len()..];
        }
        assert!(!output.contains("tests/"), "{output}");
        assert!(!output.contains("aborting due to"), "{output}");
        assert!(!output.contains("another-code"), "{output}");
    }
    let said = demo.xtask(&["check", "right"]);
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
}

#[test]
fn a_malformed_page_of_misconceptions_is_the_same_error_in_every_command() {
    let demo = Demo::new("malformed", &[("right", RIGHT)]);
    let given = format!("//! # The task\n//!\n//! **build, 10 minutes**\n{RIGHT}");
    demo.write(&file("right"), &given);
    for variant in ["right.rs", "right/right/one.rs", "right/wrong/one.rs"] {
        let text = "//! timed-out\npub fn answer() -> u8 { 42 }";
        demo.write(&format!("solutions/01-demo/{variant}"), text);
    }
    let page = MISCONCEPTIONS.replace("In fact: Several errors share it.", "");
    demo.write("exercises/misconceptions.md", &page);
    let directory = demo.0.join("exercises/01-demo").to_string_lossy().into_owned();
    for arguments in
        [&["check", "right"][..], &[], &["check", "--from", &directory], &["prove"]]
    {
        let said = demo.xtask(arguments);
        assert_eq!(said.code, Some(2), "{arguments:?}: {}", said.output);
        let expected = "error: can't read exercises/misconceptions.md\n  \
                        misconceptions.md, line 5: `another-code` has no `In fact:`\n  \
                        Restore it: git restore exercises/misconceptions.md\n";
        assert_eq!(said.errors, expected, "{arguments:?}");
    }
    // Commands that don't need the page don't read it.
    assert_eq!(demo.xtask(&["list"]).code, Some(0));
}

/// A compiler that can't write its output prints such words, but so may a learner's code.
#[test]
fn a_learners_file_may_contain_the_words_of_a_machine_error() {
    let quoting = "pub fn answer() -> u8 {
        \"No space left on device\" // nor Permission denied
    }";
    let deprecated =
        "pub fn answer() -> u8 { println!(\"Permission denied\", 1); 42 }";
    let attempts = [("quoting", quoting), ("counting", deprecated)];
    let demo = Demo::new("machine_words", &attempts);
    let said = demo.xtask(&["check"]);
    assert_eq!(said.code, Some(1), "{}", said.errors);
    assert!(said.about("quoting").contains("E0308"), "{}", said.output);
    let part = said.about("counting");
    assert!(part.contains("argument never used"), "{part}");
}
