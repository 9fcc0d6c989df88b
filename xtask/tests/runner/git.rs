//! A course that came out of git, as a learner's does.
//!
//! Its repository is one of its own, with nobody's settings, and none around it is seen.

use crate::demo::{Demo, Said};
use std::{fs, process::Command};

/// Makes the course a repository that knows all of it, with its course.lock; `false`, if
/// there is no git.
pub(crate) fn commit(demo: &Demo) -> bool {
    // A former run's.
    let _ = fs::remove_dir_all(demo.0.join(".git"));
    if Command::new("git").arg("--version").output().is_err() {
        eprintln!("there is no git here, and no course can come out of it");
        return false;
    }
    let locked = demo.xtask(&["lock"]);
    assert_eq!(locked.code, Some(0), "{}", locked.errors);
    demo.write(".gitignore", "/target\n*.mine-*\n");
    let identity = ["-c", "user.name=Nobody", "-c", "user.email=nobody@localhost"];
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

/// Asks the runner about a course whose git is its own.
pub(crate) fn xtask(demo: &Demo, arguments: &[&str]) -> Said {
    let mut command = demo.command(arguments);
    let output = alone(&mut command, demo).output();
    Said::of(&output.expect("it was built with its test"))
}

/// With no settings of the user's, and no repository above the course.
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
    let above = demo.0.parent().expect("a course lies in a folder");
    command
        .env("HOME", above)
        .env("XDG_CONFIG_HOME", above)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CEILING_DIRECTORIES", above)
}
