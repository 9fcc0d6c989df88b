//! Course files that were changed: checks and manifests.

use crate::{
    RIGHT, WRONG,
    demo::{Demo, package},
};
use std::fs;

#[test]
fn an_exercise_is_not_graded_if_its_check_was_changed() {
    let names = ["right", "edited", "deleted"];
    let demo = Demo::new("checks", &names.map(|it| (it, RIGHT)));
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    demo.write(&check("edited"), "#[test] fn all_is_well() {}");
    fs::remove_file(demo.0.join(check("deleted"))).unwrap();
    let said = demo.xtask(&["check"]);
    assert_eq!(said.code, Some(1), "{}", said.errors);
    for (exercise, what) in
        [("edited", "its check was edited"), ("deleted", "its check is gone")]
    {
        let part = said.about(exercise);
        assert!(part.contains(what), "{part}");
        let next = format!("reset --check {exercise}");
        let part = part.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(part.contains(&next), "{part}");
    }
    assert!(said.about("right").contains("2 of 2"), "{}", said.output);
    let said = demo.xtask(&["check", "right"]);
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
}

fn check(exercise: &str) -> String {
    format!("exercises/01-demo/tests/{exercise}.rs")
}

/// The manifest is not TOML, has no package name, has a test without a name, or has a value
/// that only cargo rejects.
#[test]
fn a_broken_manifest_is_reported_with_the_command_that_restores_it() {
    let demo = Demo::new("manifest", &[("right", RIGHT)]);
    demo.write("lessons/02-other/README.md", "");
    demo.write("lessons/02-other/Cargo.toml", &package("other"));
    demo.write("lessons/02-other/src/main.rs", "fn main() {}");
    demo.write_members(&["01-demo", "02-other"]);
    let path = "exercises/02-other/Cargo.toml";
    let sound = package("other-exercises");
    demo.write("exercises/02-other/src/lib.rs", "");
    for (text, reason) in [
        ("[package\nname = 1", "unclosed table"),
        ("[workspace]", "no package.name"),
        (&*format!("{sound}\n[[test]]\n"), "a [[test]] without a name"),
    ] {
        demo.write(path, text);
        let said = demo.xtask(&["check", "right"]);
        assert_eq!(said.code, Some(2), "{}", said.output);
        assert!(
            said.errors.contains(&format!("{path} is broken")),
            "{}",
            said.errors
        );
        assert!(said.errors.contains(reason), "{}", said.errors);
        let next = format!("git restore {path}");
        assert!(said.errors.contains(&next), "{}", said.errors);
    }
    demo.write(path, &sound.replace("2024", "2077"));
    let said = demo.xtask(&["check", "right"]);
    assert_eq!(said.code, Some(2), "{}", said.output);
    assert!(said.errors.contains("cargo couldn't build"), "{}", said.errors);
    assert!(said.errors.replace('\\', "/").contains(path), "{}", said.errors);
    assert!(said.errors.contains("2077"), "{}", said.errors);
    demo.write(path, &sound);
    assert_eq!(demo.xtask(&["check", "right"]).code, Some(0));
}

/// Copies of the directories of a lesson and its exercises, and a directory for notes.
#[test]
fn a_copy_of_a_directory_of_the_course_has_no_effect() {
    let demo = Demo::new("copies", &[("right", RIGHT), ("wrong", WRONG)]);
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    demo.write("exercises/02-my-notes/notes.md", "mine");
    let before = [&["check"][..], &["list"], &["track"]]
        .map(|it| (it, demo.xtask(it)))
        .map(|(it, said)| (it, said.code, said.output));
    for copy in ["01-demo copy", "01-demo-backup", "09-demo"] {
        for part in ["lessons", "exercises"] {
            for file in ["Cargo.toml", "src/main.rs", "right.rs", "tests/right.rs"] {
                let from = demo.0.join(part).join("01-demo").join(file);
                if let Ok(text) = fs::read_to_string(from) {
                    demo.write(&format!("{part}/{copy}/{file}"), &text);
                }
            }
        }
    }
    for (command, code, output) in before {
        let said = demo.xtask(command);
        assert_eq!((said.code, said.output), (code, output), "{}", said.errors);
    }
    // The file of a copy is not mistaken for the original.
    for path in
        ["exercises/01-demo copy/right.rs", "exercises/01-demo-backup/right.rs"]
    {
        demo.write(path, WRONG);
        let said = demo.xtask(&["check", path]);
        assert_eq!(said.code, Some(2), "{path}: {}", said.output);
        assert!(said.errors.contains(&format!("`{path}`")), "{}", said.errors);
        assert!(said.errors.contains("`right`"), "{}", said.errors);
    }
}
