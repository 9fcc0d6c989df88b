//! What is the course's own: checks and manifests that somebody has changed.

use crate::{
    RIGHT,
    demo::{Demo, package},
};
use std::fs;

#[test]
fn only_the_check_of_the_course_counts() {
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

/// One that is no TOML, one that cargo alone objects to, and one that names no package.
#[test]
fn a_broken_manifest_of_another_package_is_named_with_the_way_back() {
    let demo = Demo::new("manifest", &[("right", RIGHT)]);
    demo.write("lessons/02-other/README.md", "");
    demo.write("lessons/02-other/Cargo.toml", &package("other"));
    demo.write("lessons/02-other/src/main.rs", "fn main() {}");
    demo.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"lessons/*\", \"exercises/0*\"]",
    );
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
