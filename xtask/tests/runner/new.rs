//! `new` scaffolds complete and formatted exercises and lessons.

use crate::{
    RIGHT,
    demo::{Demo, package},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const PAGE: &str =
    "# Demo\n\n## Now you\n\n- `first`: the first one.\n\nNext: go on.\n";

/// A course for scaffolding. Its checks use the real probe.
fn course(name: &str) -> Demo {
    let demo = Demo::new(name, &[("first", RIGHT)]);
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    let real = real.expect("xtask is in the course");
    let manifest = package("demo-exercises");
    let manifest = format!(
        "{manifest}autotests = false\n\n# The list.\n[[test]]\nname = \"first\"\n\
         path = \"tests/first.rs\"\n\n[dev-dependencies]\nprobe = {{ path = '{}' }}\n\n\
         [lints.rust]\nunsafe_code = \"forbid\"\n",
        real.join("exercises/probe").display()
    );
    // With the course's Cargo.lock, cargo needs no network.
    let lock = fs::read_to_string(real.join("Cargo.lock"));
    demo.write("Cargo.lock", &lock.expect("the course has a lock"));
    demo.write("exercises/01-demo/Cargo.toml", &manifest);
    demo.write("lessons/01-demo/README.md", PAGE);
    demo
}

/// All files of the course's lessons, exercises, and solutions, with their texts.
fn files(demo: &Demo) -> Vec<(PathBuf, String)> {
    fn collect(directory: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
            let path = entry.path();
            match path.is_dir() {
                true => collect(&path, found),
                false => {
                    let text = fs::read_to_string(&path).expect("it is text");
                    found.push((path, text));
                }
            }
        }
    }
    let mut found = Vec::new();
    for directory in ["lessons", "exercises", "solutions"] {
        collect(&demo.0.join(directory), &mut found);
    }
    found.sort();
    found
}

#[track_caller]
fn assert_formatted(demo: &Demo) {
    let files = files(demo);
    let paths = files.iter().map(|(path, _)| path);
    // The files that the demo itself writes are not formatted.
    let ours = paths.filter(|it| it.extension().is_some_and(|it| it == "rs"));
    let ours = ours.filter(|it| {
        !it.ends_with("tests/first.rs") && !it.ends_with("01-demo/src/main.rs")
    });
    let ours: Vec<_> = ours.filter(|it| !it.ends_with("01-demo/first.rs")).collect();
    let course = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    let course = course.expect("xtask is in the course");
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--check", "--edition", "2024", "--config-path"]).arg(course);
    let output = rustfmt.args(&ours).output().expect("the toolchain has rustfmt");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{ours:?}: {said}");
}

#[test]
fn a_new_exercise_is_complete_and_prove_lists_what_is_left_to_write() {
    let demo = course("new_exercise");
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    for kind in ["predict", "fix", "build", "compile-error", "measure"] {
        let name = format!("a_{}", kind.replace('-', "_"));
        let said = demo.xtask(&["new", &format!("01/{name}"), "--kind", kind]);
        assert_eq!(said.code, Some(0), "{kind}: {}", said.errors);
        let next = format!("cargo xtask prove {name}");
        assert!(said.output.contains(&next), "{}", said.output);
        let said = demo.xtask(&["check", &name]);
        assert_eq!(said.code, Some(1), "{kind}: {}{}", said.output, said.errors);
        let does_not_compile = said.output.contains("does not compile");
        assert_eq!(does_not_compile, kind == "compile-error", "{}", said.output);
    }
    assert_formatted(&demo);
    let list = demo.xtask(&["list"]).output;
    let lines: Vec<_> = list.lines().collect();
    assert!(lines[2].starts_with("  a_predict "), "{list}");
    assert!(lines[2].contains("predict, 10 minutes"), "{list}");
    assert!(lines[2].ends_with("A predict"), "{list}");
    assert!(lines[5].starts_with("  a_compile_error "), "{list}");
    assert!(lines[5].contains("compile-error, 10 minutes"), "{list}");

    // Existing entries are kept.
    let manifest = "exercises/01-demo/Cargo.toml";
    let manifest = fs::read_to_string(demo.0.join(manifest)).unwrap();
    assert!(
        manifest.contains("# The list.\n[[test]]\nname = \"first\""),
        "{manifest}"
    );
    assert!(
        manifest.ends_with("[lints.rust]\nunsafe_code = \"forbid\"\n"),
        "{manifest}"
    );
    let page = fs::read_to_string(demo.0.join("lessons/01-demo/README.md")).unwrap();
    let first = "- `first`: the first one.\n- `a_predict`: TODO(author): ";
    assert!(page.contains(first), "{page}");
    assert!(page.ends_with("asks for.\n\nNext: go on.\n"), "{page}");

    let names = ["a_predict", "a_fix", "a_build", "a_compile_error", "a_measure"];
    let said = demo.xtask(&[&["prove"][..], &names].concat());
    assert_eq!(said.code, Some(1), "{}{}", said.output, said.errors);
    let output = said.output.replace('\\', "/");
    assert!(output.ends_with("\n40 passed, 0 failed\n"), "{output}");
    for left in [
        "exercises/01-demo/a_build.rs:5: say what to build",
        "exercises/01-demo/tests/a_build.rs:1: ",
        "exercises/01-demo/programs/a_predict.rs:1: ",
        "exercises/01-demo/hints/a_fix.md:3: ",
        "solutions/01-demo/a_fix.rs:1: ",
        "solutions/01-demo/a_fix/right/another_way.rs:1: ",
        "solutions/01-demo/a_fix/wrong/exits.rs:3: ",
        "lessons/01-demo/README.md:6: say in one sentence what the exercise asks for",
    ] {
        assert!(
            output.contains(&format!("to be written {left}")),
            "{left}: {output}"
        );
    }
    let said = demo.xtask(&["lock", "--verify"]);
    assert_eq!(said.code, Some(0), "{}", said.errors);

    // When no TODOs are left, `prove` succeeds.
    for (path, text) in files(&demo) {
        fs::write(path, text.replace("TODO(author): ", "Written: ")).unwrap();
    }
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    let said = demo.xtask(&["prove", "a_build"]);
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
}

#[test]
fn a_name_that_is_rejected_changes_nothing() {
    let demo = course("new_wrong");
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    demo.write("exercises/01-demo/hints/there.md", "mine");
    let before = files(&demo);
    for (arguments, part) in [
        (&["new", "01/second"][..], "an exercise needs a kind"),
        (&["new", "02-other", "--kind", "fix"], "Only an exercise has a kind"),
        (&["new", "07/second", "--kind", "fix"], "there is no lesson `07`"),
        (&["new", "01/first", "--kind", "fix"], "Another exercise has this name"),
        (&["new", "01/Second", "--kind", "fix"], "lowercase letters"),
        (&["new", "01/match", "--kind", "fix"], "Choose another name"),
        (&["new", "01/../x", "--kind", "fix"], "lowercase letters"),
        (&["new", "01/there", "--kind", "fix"], "there.md already exists"),
        (&["new", "01/second", "--kind", "guess"], "compile-error"),
        (&["new", "other"], "Use two digits and a slug"),
        (&["new", "2-other"], "Use two digits and a slug"),
        (&["new", "02-Other"], "Use two digits and a slug"),
        (&["new", "02-demo"], "this number or this slug"),
        (&["new", "01-other"], "this number or this slug"),
        (&["new", "02-probe"], "Choose another slug"),
    ] {
        let said = demo.xtask(arguments);
        assert_eq!(said.code, Some(2), "{arguments:?}: {}", said.output);
        let errors = said.errors.replace('\\', "/");
        assert!(errors.contains(part), "{arguments:?}: {errors}");
        assert_eq!(files(&demo), before, "{arguments:?}");
    }
    demo.write("lessons/01-demo/README.md", "# Demo\n");
    let said = demo.xtask(&["new", "01/second", "--kind", "fix"]);
    assert_eq!(said.code, Some(2), "{}", said.output);
    assert!(said.errors.contains("no section `## Now you`"), "{}", said.errors);
}

/// The lesson's own tests are not run here, because they would build the stage and tokio.
#[test]
fn a_new_lesson_is_complete_and_exercises_can_be_added() {
    let demo = course("new_lesson");
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    let said = demo.xtask(&["new", "02-many-waits"]);
    assert_eq!(said.code, Some(0), "{}", said.errors);
    for part in [
        "Cargo.toml",
        "README.md",
        "src/main.rs",
        "tests/story.rs",
        "tests/snapshots/story__the_story_is_the_same_every_time.snap",
        "python/twin.py",
        "python/twin.txt",
    ] {
        assert!(demo.0.join("lessons/02-many-waits").join(part).exists(), "{part}");
        let line = format!("new      lessons/02-many-waits/{part}");
        assert!(said.output.replace('\\', "/").contains(&line), "{}", said.output);
    }
    let said = demo.xtask(&["new", "02/two_at_once", "--kind", "fix"]);
    assert_eq!(said.code, Some(0), "{}", said.errors);
    let manifest = "exercises/02-many-waits/Cargo.toml";
    let manifest = fs::read_to_string(demo.0.join(manifest)).unwrap();
    assert!(manifest.contains("name = \"many-waits-exercises\""), "{manifest}");
    let said = demo.xtask(&["new", "many-waits/three-at-once", "--kind", "build"]);
    assert_eq!(said.code, Some(0), "{}", said.errors);
    // The new packages are members, so they are built and graded.
    let root = fs::read_to_string(demo.0.join("Cargo.toml")).unwrap();
    for member in ["\"exercises/02-many-waits\"", "\"lessons/02-many-waits\""] {
        assert_eq!(root.matches(member).count(), 1, "{root}");
    }
    let page = "lessons/02-many-waits/README.md";
    let page = fs::read_to_string(demo.0.join(page)).unwrap();
    assert!(page.contains("## Now you\n\n- `two_at_once`: TODO(author)"), "{page}");
    assert!(page.contains("cargo xtask watch two_at_once\n"), "{page}");
    let end = "\n\nNext: this was the last lesson. \
               [What is left](../../README.md#the-lessons)\n";
    assert!(page.ends_with(end), "{page}");
    let list = demo.xtask(&["list"]).output;
    assert!(list.contains("  two_at_once "), "{list}");
    assert!(list.contains("  three_at_once "), "{list}");
    assert_formatted(&demo);
    for (path, text) in files(&demo) {
        assert!(!text.contains("{{"), "{}: {text}", path.display());
    }
}

#[test]
fn a_new_lesson_is_added_to_every_track_and_linked_from_the_last_pages() {
    let demo = course("new_on_tracks");
    let track = |title: &str, lessons: &str| {
        format!(
            "[[track]]\nname = \"t\"\ntitle = \"{title}\"\nfor = \"You\"\nlessons = [{lessons}]\n"
        )
    };
    let write = |lessons: [&str; 2]| {
        let tracks =
            track("A", lessons[0]) + "# The other one.\n" + &track("B", lessons[1]);
        demo.write("lessons/tracks.toml", &tracks);
        tracks
    };
    write(["\"01-demo\"", "\"01-demo\""]);
    let said = demo.xtask(&["new", "02-two"]);
    assert_eq!(said.code, Some(0), "{}", said.errors);
    assert!(said.output.contains("last one on every track"), "{}", said.output);
    let read = |path: &str| fs::read_to_string(demo.0.join(path)).unwrap();
    let before = write(["\"01-demo\", \"02-two\"", "\"02-two\", \"01-demo\""]);
    let said = demo.xtask(&["new", "03-many-waits"]);
    assert_eq!(said.code, Some(0), "{}", said.errors);
    let tracks = before
        .replace("\"02-two\"]", "\"02-two\", \"03-many-waits\"]")
        .replace("\"01-demo\"]", "\"01-demo\", \"03-many-waits\"]");
    assert_eq!(read("lessons/tracks.toml"), tracks);
    let three = "[Many waits](../03-many-waits/README.md)";
    let first = read("lessons/01-demo/README.md");
    let end = format!(
        "\n\nNext, on your track:\n\n- A: [Two](../02-two/README.md)\n- B: {three}\n"
    );
    assert!(first.ends_with(&end), "{first}");
    let second = read("lessons/02-two/README.md");
    let end = format!(
        "\n\nNext, on your track:\n\n- A: {three}\n- B: [Demo](../01-demo/README.md)\n"
    );
    assert!(second.ends_with(&end), "{second}");
    let third = read("lessons/03-many-waits/README.md");
    assert!(third.contains("\n\nNext: this was the last lesson. "), "{third}");
}
