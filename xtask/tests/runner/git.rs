//! A course in a git repository, as a learner has it.
//!
//! The user's git configuration and repositories above the course have no effect.

use crate::demo::{Demo, Said};
use std::{fs, process::Command};

/// Writes course.lock and commits the course to a new repository. Returns `false` if git is
/// not installed.
pub(crate) fn commit(demo: &Demo) -> bool {
    // An earlier run may have left one.
    let _ = fs::remove_dir_all(demo.0.join(".git"));
    if Command::new("git").arg("--version").output().is_err() {
        eprintln!("skipped: git is not installed");
        return false;
    }
    let locked = demo.xtask(&["lock"]);
    assert_eq!(locked.code, Some(0), "{}", locked.errors);
    demo.write(".gitignore", "/target\n*.mine-*\n");
    let identity = ["-c", "user.name=Test", "-c", "user.email=test@localhost"];
    for arguments in [
        &["init", "--quiet"][..],
        &["add", "--all"],
        &["commit", "--quiet", "--message", "A course"],
    ] {
        let mut git = Command::new("git");
        git.current_dir(&demo.0).args(identity).args(arguments);
        let output = alone(&mut git, demo).output().expect("there is a git");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {arguments:?}: {said}");
    }
    true
}

/// Runs the runner in a course with its own repository.
pub(crate) fn xtask(demo: &Demo, arguments: &[&str]) -> Said {
    let mut command = demo.command(arguments);
    let output = alone(&mut command, demo).output();
    Said::of(&output.expect("cargo has built it with this test"))
}

/// Keeps the user's git configuration and repositories above the course from having an
/// effect.
pub(crate) fn alone<'a>(command: &'a mut Command, demo: &Demo) -> &'a mut Command {
    for name in [
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_CONFIG_GLOBAL",
        "GIT_CONFIG_COUNT",
        "GIT_CONFIG_PARAMETERS",
        "GIT_TEMPLATE_DIR",
    ] {
        command.env_remove(name);
    }
    let above = demo.0.parent().expect("a course is in a directory");
    command
        .env("HOME", above)
        .env("XDG_CONFIG_HOME", above)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CEILING_DIRECTORIES", above)
}
