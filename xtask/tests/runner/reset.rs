//! `reset` restores the original files and loses nothing that the learner wrote.

use crate::{
    RIGHT,
    demo::{Demo, Said, file},
};
use std::{fs, path::Path};

const GIVEN: &str = "pub fn answer() -> u8 {\n    todo!()\n}\n";
const CHECK: &str = "exercises/01-demo/tests/task.rs";

/// A course with one exercise.
fn course(name: &str) -> Demo {
    let demo = Demo::new(name, &[("task", GIVEN)]);
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    demo
}

#[track_caller]
fn check_file(demo: &Demo, path: &str, text: &str) {
    let found = fs::read(demo.0.join(path));
    let found = found.unwrap_or_else(|error| panic!("{path}: {error}"));
    assert_eq!(String::from_utf8_lossy(&found), text, "{path}");
}

/// The names of all files in a directory of the course.
fn names_in(demo: &Demo, directory: &str) -> Vec<String> {
    let entries =
        fs::read_dir(demo.0.join(directory)).expect("the directory exists");
    let names = entries.flatten().map(|it| it.file_name());
    let mut names: Vec<_> =
        names.map(|it| it.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[track_caller]
fn check_said(said: &Said, code: i32, parts: &[&str]) {
    assert_eq!(said.code, Some(code), "{}{}", said.output, said.errors);
    let all = format!("{}{}", said.output, said.errors).replace('\\', "/");
    for part in parts {
        assert!(all.contains(part), "{part}: {all}");
    }
}

#[test]
fn the_learners_version_is_saved_next_to_the_restored_file() {
    let demo = course("reset");
    let task = file("task");
    let directory = "exercises/01-demo";
    let given = names_in(&demo, directory);

    // An original file is not touched, even if its line breaks are CRLF.
    for text in [GIVEN.to_owned(), GIVEN.replace('\n', "\r\n")] {
        demo.write(&task, &text);
        check_said(
            &demo.xtask(&["reset", "task"]),
            0,
            &["task.rs already matches the original"],
        );
        check_file(&demo, &task, &text);
        assert_eq!(names_in(&demo, directory), given);
    }

    let kept = |number: u32| format!("{directory}/task.mine-{number}.rs.txt");
    demo.write(&task, RIGHT);
    let said = demo.xtask(&["reset", "task"]);
    check_said(&said, 0, &["task.rs is restored", &kept(1)]);
    check_file(&demo, &task, GIVEN);
    check_file(&demo, &kept(1), RIGHT);

    // The learner's version is not even text.
    fs::write(demo.0.join(&task), b"gr\xfc\xdfe").unwrap();
    check_said(&demo.xtask(&["reset", "task"]), 0, &[&kept(2)]);
    check_file(&demo, &task, GIVEN);
    check_file(&demo, &kept(1), RIGHT);
    assert_eq!(fs::read(demo.0.join(kept(2))).unwrap(), b"gr\xfc\xdfe");

    fs::remove_file(demo.0.join(&task)).unwrap();
    check_said(&demo.xtask(&["reset", "task"]), 0, &["task.rs is restored"]);
    check_file(&demo, &task, GIVEN);

    let mut all = given;
    all.extend(["task.mine-1.rs.txt".to_owned(), "task.mine-2.rs.txt".to_owned()]);
    all.sort();
    assert_eq!(names_in(&demo, directory), all);
}

#[test]
fn a_changed_or_deleted_check_is_restored_and_the_answer_is_unchanged() {
    let demo = course("reset_check");
    let given = fs::read_to_string(demo.0.join(CHECK)).unwrap();
    demo.write(&file("task"), RIGHT);
    demo.write(CHECK, "#[test] fn all_is_well() {}");
    assert_eq!(demo.xtask(&["check", "task"]).code, Some(1));
    let said = demo.xtask(&["reset", "--check", "task"]);
    check_said(&said, 0, &["tests/task.rs is restored", "task.mine-1.rs.txt"]);
    check_file(&demo, CHECK, &given);
    check_file(
        &demo,
        "exercises/01-demo/tests/task.mine-1.rs.txt",
        "#[test] fn all_is_well() {}",
    );
    fs::remove_file(demo.0.join(CHECK)).unwrap();
    let said = demo.xtask(&["reset", "--check", "task"]);
    check_said(&said, 0, &["tests/task.rs is restored"]);
    check_file(&demo, CHECK, &given);
    check_file(&demo, &file("task"), RIGHT);
    assert_eq!(demo.xtask(&["check", "task"]).code, Some(0));
}

/// The course may be an unpacked archive or a part of the learner's own repository, or the
/// environment may name another repository: git is never asked.
#[test]
fn a_reset_needs_no_git_and_ignores_every_repository() {
    let demo = course("reset_no_git");
    fs::create_dir_all(demo.0.join(".git")).unwrap();
    demo.write(&file("task"), RIGHT);
    let mut command = demo.command(&["reset", "task"]);
    command.env("PATH", "").env("GIT_DIR", demo.0.join("nowhere"));
    let said = Said::of(&command.output().unwrap());
    check_said(&said, 0, &["task.rs is restored", "task.mine-1.rs.txt"]);
    check_file(&demo, &file("task"), GIVEN);
}

/// The stored originals may be missing, damaged, or from another version of the course.
#[test]
fn nothing_is_changed_if_the_original_is_missing() {
    let demo = course("reset_without");
    demo.write(&file("task"), RIGHT);
    let before = names_in(&demo, "exercises/01-demo");
    let unchanged = |said: &Said, parts: &[&str]| {
        check_said(said, 2, parts);
        check_file(&demo, &file("task"), RIGHT);
        assert_eq!(names_in(&demo, "exercises/01-demo"), before);
    };

    let originals = demo.0.join("exercises/course.originals");
    let stored = fs::read_to_string(&originals).unwrap();
    let what = "doesn't contain the original of exercises/01-demo/task.rs";
    for text in [
        "",
        &stored.replace("01-demo/task.rs", "01-demo/other.rs"),
        &stored.replace("todo!()", "todo!(\"other\")"),
        &stored.replace("    todo!()\n", "<<<<<<< mine\n    todo!()\n"),
    ] {
        assert_ne!(text, stored);
        fs::write(&originals, text).unwrap();
        let next = "git restore exercises/course.originals";
        unchanged(
            &demo.xtask(&["reset", "task"]),
            &[what, next, "download the course"],
        );
    }
    fs::remove_file(&originals).unwrap();
    unchanged(&demo.xtask(&["reset", "task"]), &[what]);
    // A checkout may have different line endings.
    fs::write(&originals, stored.replace('\n', "\r\n")).unwrap();

    let lock = demo.0.join("exercises/course.lock");
    let locked = fs::read_to_string(&lock).unwrap();
    let here = locked.replace("task.rs", "other.rs");
    for (text, part) in [
        (&*here, "course.lock doesn't list exercises/01-demo/task.rs"),
        ("<<<<<<< mine\n", "can't read exercises/course.lock"),
    ] {
        fs::write(&lock, text).unwrap();
        let said = demo.xtask(&["reset", "task"]);
        unchanged(&said, &[part, "git restore exercises/course.lock"]);
    }
    fs::write(&lock, locked).unwrap();
    check_said(&demo.xtask(&["reset", "task"]), 0, &["task.mine-1.rs.txt"]);
    check_file(&demo, &file("task"), GIVEN);
}

#[cfg(unix)]
#[test]
fn nothing_is_changed_if_the_directory_cannot_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let demo = course("reset_read_only");
    demo.write(&file("task"), RIGHT);
    let directory = demo.0.join("exercises/01-demo");
    let mode = |mode| {
        fs::set_permissions(&directory, fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(0o555);
    let is_root = fs::write(directory.join("try"), "").is_ok();
    let said = (!is_root).then(|| demo.xtask(&["reset", "task"]));
    mode(0o755);
    let Some(said) = said else { return };
    check_said(&said, 2, &["can't write", "task.mine-1.rs.txt", "not changed"]);
    check_file(&demo, &file("task"), RIGHT);
}

/// A learner may keep answers in another directory, and link to them. A dangling link has no
/// text to keep.
#[cfg(unix)]
#[test]
fn the_target_of_a_link_is_restored_and_a_dangling_link_is_replaced() {
    let demo = course("reset_link");
    let task = demo.0.join(file("task"));
    let elsewhere = demo.0.join("elsewhere.rs");
    let link = |to: &Path| {
        fs::remove_file(&task).unwrap();
        std::os::unix::fs::symlink(to, &task).unwrap();
    };
    fs::write(&elsewhere, RIGHT).unwrap();
    link(&elsewhere);
    check_said(&demo.xtask(&["reset", "task"]), 0, &["task.mine-1.rs.txt"]);
    check_file(&demo, "exercises/01-demo/task.mine-1.rs.txt", RIGHT);
    check_file(&demo, "elsewhere.rs", GIVEN);
    assert!(task.is_symlink());

    link(&demo.0.join("no/where.rs"));
    check_said(&demo.xtask(&["reset", "task"]), 0, &["task.rs is restored"]);
    check_file(&demo, &file("task"), GIVEN);
    assert!(!task.is_symlink());
}

#[test]
fn a_directory_in_place_of_the_file_is_not_changed() {
    let demo = course("reset_folder");
    let task = demo.0.join(file("task"));
    fs::remove_file(&task).unwrap();
    demo.write(&format!("{}/notes.txt", file("task")), "mine");
    let said = demo.xtask(&["reset", "task"]);
    check_said(
        &said,
        2,
        &["task.rs is a directory", "Move it elsewhere", "reset task"],
    );
    check_file(&demo, &format!("{}/notes.txt", file("task")), "mine");
}

#[test]
fn only_a_full_name_or_the_file_itself_is_reset() {
    let demo = course("reset_names");
    demo.write(&file("task"), RIGHT);
    let directory = "exercises/01-demo";
    let before = names_in(&demo, directory);
    let meant = "If you mean `task`, run: cargo xtask reset task";
    for name in ["ta", "dem", CHECK, "solutions/task.rs"] {
        let said = demo.xtask(&["reset", name]);
        check_said(&said, 2, &[&format!("`{name}`"), "`task`"]);
        check_file(&demo, &file("task"), RIGHT);
        assert_eq!(names_in(&demo, directory), before, "{name}");
    }
    check_said(&demo.xtask(&["reset", "ta"]), 2, &[meant, "Nothing was changed."]);
    let said = demo.xtask(&["reset", "--check", "ta"]);
    check_said(&said, 2, &["cargo xtask reset --check task"]);

    let path = file("task");
    let absolute = demo.0.join(&path);
    let names = ["task", "task.rs", "./task.rs", &path, absolute.to_str().unwrap()];
    for (number, name) in (1..).zip(names) {
        demo.write(&file("task"), RIGHT);
        let kept = format!("task.mine-{number}.rs.txt");
        check_said(&demo.xtask(&["reset", name]), 0, &[&kept]);
        check_file(&demo, &file("task"), GIVEN);
    }
    // A deleted file can also be restored by its path.
    fs::remove_file(&absolute).unwrap();
    check_said(&demo.xtask(&["reset", &path]), 0, &["task.rs is restored"]);
    check_said(&demo.xtask(&["reset", "--check", CHECK]), 0, &["already matches"]);
}

#[test]
fn a_lesson_or_the_course_is_reset_and_each_version_is_saved() {
    let demo = Demo::new("reset_all", &[("one", GIVEN), ("two", GIVEN)]);
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    for (question, all) in [("demo", false), ("01", false), ("--all", true)] {
        demo.write(&file("one"), RIGHT);
        let said = demo.xtask(&["reset", question]);
        check_said(&said, 0, &["one.rs is restored", "one.mine-"]);
        assert!(!said.output.contains("two.rs"), "{}", said.output);
        check_file(&demo, &file("one"), GIVEN);
        let said = demo.xtask(&["reset", question]);
        check_said(&said, 0, &["All 2 exercises already match the originals"]);
        let kept = names_in(&demo, "exercises/01-demo");
        let kept = kept.iter().filter(|it| it.contains(".mine-")).count();
        assert!(kept >= 1, "all: {all}");
    }
    check_file(&demo, "exercises/01-demo/one.mine-3.rs.txt", RIGHT);
    check_said(&demo.xtask(&["reset"]), 2, &["<NAME>"]);
    check_said(&demo.xtask(&["reset", "--all", "one"]), 2, &["cannot be used with"]);
}
