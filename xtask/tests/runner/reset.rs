//! `reset` brings back what was given and loses nothing that the learner wrote.

use crate::{
    RIGHT,
    demo::{Demo, Said, file},
    git::{self, alone, xtask},
};
use std::{fs, path::Path};

const GIVEN: &str = "pub fn answer() -> u8 {\n    todo!()\n}\n";
const CHECK: &str = "exercises/01-demo/tests/task.rs";

/// A course with one exercise, out of git; none where there is no git.
fn course(name: &str) -> Option<Demo> {
    let demo = Demo::new(name, &[("task", GIVEN)]);
    git::commit(&demo).then_some(demo)
}

#[track_caller]
fn check_file(demo: &Demo, path: &str, text: &str) {
    let found = fs::read(demo.0.join(path));
    let found = found.unwrap_or_else(|error| panic!("{path}: {error}"));
    assert_eq!(String::from_utf8_lossy(&found), text, "{path}");
}

/// The names of what lies beside the exercise.
fn beside(demo: &Demo, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(demo.0.join(folder)).expect("the folder is there");
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
fn what_was_written_is_kept_beside_it_under_a_name_of_its_own() {
    let Some(demo) = course("reset") else { return };
    let task = file("task");
    let folder = "exercises/01-demo";
    let given = beside(&demo, folder);

    // Nothing to do, and nothing done: with the line ends of Windows, too.
    for text in [GIVEN.to_owned(), GIVEN.replace('\n', "\r\n")] {
        demo.write(&task, &text);
        check_said(
            &xtask(&demo, &["reset", "task"]),
            0,
            &["task.rs is as it was given"],
        );
        check_file(&demo, &task, &text);
        assert_eq!(beside(&demo, folder), given);
    }

    let kept = |number: u32| format!("{folder}/task.mine-{number}.rs.txt");
    demo.write(&task, RIGHT);
    let said = xtask(&demo, &["reset", "task"]);
    check_said(&said, 0, &["task.rs is as it was given", &kept(1)]);
    check_file(&demo, &task, GIVEN);
    check_file(&demo, &kept(1), RIGHT);

    // Not even text.
    fs::write(demo.0.join(&task), b"gr\xfc\xdfe").unwrap();
    check_said(&xtask(&demo, &["reset", "task"]), 0, &[&kept(2)]);
    check_file(&demo, &task, GIVEN);
    check_file(&demo, &kept(1), RIGHT);
    assert_eq!(fs::read(demo.0.join(kept(2))).unwrap(), b"gr\xfc\xdfe");

    fs::remove_file(demo.0.join(&task)).unwrap();
    check_said(&xtask(&demo, &["reset", "task"]), 0, &["task.rs is back"]);
    check_file(&demo, &task, GIVEN);

    let mut all = given;
    all.extend(["task.mine-1.rs.txt".to_owned(), "task.mine-2.rs.txt".to_owned()]);
    all.sort();
    assert_eq!(beside(&demo, folder), all);
}

#[test]
fn a_check_that_was_edited_or_deleted_comes_back_and_the_answer_stays() {
    let Some(demo) = course("reset_check") else { return };
    let given = fs::read_to_string(demo.0.join(CHECK)).unwrap();
    demo.write(&file("task"), RIGHT);
    demo.write(CHECK, "#[test] fn all_is_well() {}");
    assert_eq!(demo.xtask(&["check", "task"]).code, Some(1));
    let said = xtask(&demo, &["reset", "--check", "task"]);
    check_said(
        &said,
        0,
        &["tests/task.rs is as it was given", "task.mine-1.rs.txt"],
    );
    check_file(&demo, CHECK, &given);
    check_file(
        &demo,
        "exercises/01-demo/tests/task.mine-1.rs.txt",
        "#[test] fn all_is_well() {}",
    );
    fs::remove_file(demo.0.join(CHECK)).unwrap();
    let said = xtask(&demo, &["reset", "--check", "task"]);
    check_said(&said, 0, &["tests/task.rs is back"]);
    check_file(&demo, CHECK, &given);
    check_file(&demo, &file("task"), RIGHT);
    assert_eq!(demo.xtask(&["check", "task"]).code, Some(0));
}

/// Whatever is missing, what the learner wrote stays where it is.
#[test]
fn without_the_original_nothing_is_changed_and_the_reason_is_said() {
    let Some(demo) = course("reset_without") else { return };
    demo.write(&file("task"), RIGHT);
    let before = beside(&demo, "exercises/01-demo");
    let elsewhere = "download the course again, and copy exercises/01-demo/task.rs";
    let unchanged = |said: &Said, parts: &[&str]| {
        check_said(said, 2, parts);
        check_file(&demo, &file("task"), RIGHT);
        assert_eq!(beside(&demo, "exercises/01-demo"), before);
    };

    let mut command = demo.command(&["reset", "task"]);
    let empty = demo.0.join("target");
    let output = alone(&mut command, &demo).env("PATH", empty).output().unwrap();
    let said = Said::of(&output);
    unchanged(&said, &["can't start git", elsewhere]);

    let git = demo.0.join(".git");
    fs::rename(&git, demo.0.join("put-away")).unwrap();
    let said = xtask(&demo, &["reset", "task"]);
    let what = "git doesn't have the original of exercises/01-demo/task.rs";
    unchanged(&said, &[what, "not a git repository", elsewhere]);
    fs::rename(demo.0.join("put-away"), &git).unwrap();

    let lock = demo.0.join("exercises/course.lock");
    let locked = fs::read_to_string(&lock).unwrap();
    let here = locked.replace("task.rs", "other.rs");
    for (text, part) in [
        (&*here, "course.lock doesn't list exercises/01-demo/task.rs"),
        ("<<<<<<< mine\n", "can't read exercises/course.lock"),
    ] {
        fs::write(&lock, text).unwrap();
        let said = xtask(&demo, &["reset", "task"]);
        unchanged(&said, &[part, "git restore exercises/course.lock"]);
    }
    fs::write(&lock, locked).unwrap();
    check_said(&xtask(&demo, &["reset", "task"]), 0, &["task.mine-1.rs.txt"]);
    check_file(&demo, &file("task"), GIVEN);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_keeps_all_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let Some(demo) = course("reset_read_only") else { return };
    demo.write(&file("task"), RIGHT);
    let folder = demo.0.join("exercises/01-demo");
    let mode = |mode| {
        fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(0o555);
    let root_writes_all_the_same = fs::write(folder.join("try"), "").is_ok();
    let said = (!root_writes_all_the_same).then(|| xtask(&demo, &["reset", "task"]));
    mode(0o755);
    let Some(said) = said else { return };
    check_said(&said, 2, &["can't write", "task.mine-1.rs.txt", "not changed"]);
    check_file(&demo, &file("task"), RIGHT);
}

/// Whoever keeps answers elsewhere keeps them there; a link to nowhere holds nothing.
#[cfg(unix)]
#[test]
fn a_link_is_written_through_and_one_to_nowhere_is_replaced() {
    let Some(demo) = course("reset_link") else { return };
    let task = demo.0.join(file("task"));
    let elsewhere = demo.0.join("elsewhere.rs");
    let link = |to: &Path| {
        fs::remove_file(&task).unwrap();
        std::os::unix::fs::symlink(to, &task).unwrap();
    };
    fs::write(&elsewhere, RIGHT).unwrap();
    link(&elsewhere);
    check_said(&xtask(&demo, &["reset", "task"]), 0, &["task.mine-1.rs.txt"]);
    check_file(&demo, "exercises/01-demo/task.mine-1.rs.txt", RIGHT);
    check_file(&demo, "elsewhere.rs", GIVEN);
    assert!(task.is_symlink());

    link(&demo.0.join("no/where.rs"));
    check_said(&xtask(&demo, &["reset", "task"]), 0, &["task.rs is back"]);
    check_file(&demo, &file("task"), GIVEN);
    assert!(!task.is_symlink());
}

#[test]
fn a_folder_in_the_place_of_the_file_is_left_to_the_learner() {
    let Some(demo) = course("reset_folder") else { return };
    let task = demo.0.join(file("task"));
    fs::remove_file(&task).unwrap();
    demo.write(&format!("{}/notes.txt", file("task")), "mine");
    let said = xtask(&demo, &["reset", "task"]);
    check_said(&said, 2, &["task.rs is a directory", "Move it away", "reset task"]);
    check_file(&demo, &format!("{}/notes.txt", file("task")), "mine");
}

#[test]
fn only_a_full_name_or_the_file_itself_is_reset() {
    let Some(demo) = course("reset_names") else { return };
    demo.write(&file("task"), RIGHT);
    let folder = "exercises/01-demo";
    let before = beside(&demo, folder);
    let meant = "Did you mean `task`? Then run: cargo xtask reset task";
    for name in ["ta", "dem", CHECK, "solutions/task.rs"] {
        let said = xtask(&demo, &["reset", name]);
        check_said(&said, 2, &[&format!("`{name}`"), "Did you mean `task`?"]);
        check_file(&demo, &file("task"), RIGHT);
        assert_eq!(beside(&demo, folder), before, "{name}");
    }
    check_said(&xtask(&demo, &["reset", "ta"]), 2, &[meant, "Nothing was changed"]);
    let said = xtask(&demo, &["reset", "--check", "ta"]);
    check_said(&said, 2, &["cargo xtask reset --check task"]);

    let path = file("task");
    let absolute = demo.0.join(&path);
    let names = ["task", "task.rs", "./task.rs", &path, absolute.to_str().unwrap()];
    for (number, name) in (1..).zip(names) {
        demo.write(&file("task"), RIGHT);
        let kept = format!("task.mine-{number}.rs.txt");
        check_said(&xtask(&demo, &["reset", name]), 0, &[&kept]);
        check_file(&demo, &file("task"), GIVEN);
    }
    // One that is gone comes back by its path as well.
    fs::remove_file(&absolute).unwrap();
    check_said(&xtask(&demo, &["reset", &path]), 0, &["task.rs is back"]);
    check_said(&xtask(&demo, &["reset", "--check", CHECK]), 0, &["as it was given"]);
}

#[test]
fn a_lesson_or_everything_is_reset_and_each_text_is_kept() {
    let demo = Demo::new("reset_all", &[("one", GIVEN), ("two", GIVEN)]);
    if !git::commit(&demo) {
        return;
    }
    for (question, all) in [("demo", false), ("01", false), ("--all", true)] {
        demo.write(&file("one"), RIGHT);
        let said = xtask(&demo, &["reset", question]);
        check_said(&said, 0, &["one.rs is as it was given", "one.mine-"]);
        assert!(!said.output.contains("two.rs"), "{}", said.output);
        check_file(&demo, &file("one"), GIVEN);
        let said = xtask(&demo, &["reset", question]);
        check_said(&said, 0, &["All 2 exercises are as they were given"]);
        let kept = beside(&demo, "exercises/01-demo");
        let kept = kept.iter().filter(|it| it.contains(".mine-")).count();
        assert!(kept >= 1, "all: {all}");
    }
    check_file(&demo, "exercises/01-demo/one.mine-3.rs.txt", RIGHT);
    check_said(&xtask(&demo, &["reset"]), 2, &["<NAME>"]);
    check_said(
        &xtask(&demo, &["reset", "--all", "one"]),
        2,
        &["cannot be used with"],
    );
}
