//! What is asked for, and what the exit code answers.

use crate::{
    RIGHT, WRONG,
    demo::{Demo, package},
};

#[test]
fn exit_codes_say_solved_unsolved_or_a_wrong_question() {
    let demo = Demo::new("codes", &[("right", RIGHT), ("wrong", WRONG)]);
    for (arguments, code) in [
        (&["check", "right"][..], 0),
        (&["check", "exercises/01-demo/right.rs"], 0),
        (&["check", "right", "wrong"], 1),
        (&["check", "nobody"], 2),
        (&["hint", "nobody"], 2),
        (&["chekc"], 2),
        (&["list"], 0),
    ] {
        let said = demo.xtask(arguments);
        assert_eq!(
            said.code,
            Some(code),
            "{arguments:?}: {}{}",
            said.output,
            said.errors
        );
        assert_eq!(
            said.errors.is_empty(),
            code != 2,
            "{arguments:?}: {}",
            said.errors
        );
    }
}

#[test]
fn alone_it_says_what_is_next() {
    let demo = Demo::new("next", &[("right", RIGHT), ("wrong", WRONG)]);
    demo.write(
        "exercises/01-demo/Cargo.toml",
        &(package("demo-exercises")
            + "autotests = false\n[[test]]\nname = \"right\"\npath = \"tests/right.rs\"\n"
            + "[[test]]\nname = \"wrong\"\npath = \"tests/wrong.rs\"\n"),
    );
    let said = demo.xtask(&[]);
    assert_eq!(said.code, Some(0), "{}", said.errors);
    assert!(said.output.contains("1 of 2 exercises solved"), "{}", said.output);
    assert!(said.output.contains("cargo xtask check wrong"), "{}", said.output);
}
