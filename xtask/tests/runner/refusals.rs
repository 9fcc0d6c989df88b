//! What the compiler says, as the learner should read it.

use crate::{
    RIGHT,
    demo::{Demo, file},
};

/// Two errors. The compiler meets the one of line 4, which is of a belief, first.
const REFUSED: &str = "pub fn answer() -> u8 {
    let first: u8 = \"42\";
    let question = async { first };
    question.await
}
";

const BELIEFS: &str = "# What people believe

Prose that is no section.

## another-code

Belief: One phrase, one error.

Fact: Several errors share it.

Refused as: E0999 \"only allowed inside\".

Taught in: [Demo](../lessons/01-demo/README.md#other)

## await-anywhere

Belief: `.await` may stand in any function,
as a call may.

Fact: It stands only where there is something to be paused.

Refused as: E0999 \"no such thing\"; E0728 \"only allowed inside\".

Taught in: [Demo](../lessons/01-demo/README.md#laziness)
";

#[test]
fn errors_come_in_order_with_the_learners_path_and_the_belief_behind_them() {
    let demo = Demo::new("refusals", &[("right", RIGHT), ("refused", REFUSED)]);
    // As git writes it on Windows, where somebody has told it to.
    for page in [BELIEFS.to_owned(), BELIEFS.replace('\n', "\r\n")] {
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
            "This is what comes of the belief (await-anywhere):",
            "`.await` may stand in any function, as a call may.",
            "It stands only where there is something to be paused.",
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

/// A compiler that cannot write says such words, and so do people who handle errors.
#[test]
fn words_of_a_broken_machine_in_a_learners_file_are_the_learners() {
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
