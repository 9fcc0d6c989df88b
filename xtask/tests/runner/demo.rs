//! A small course for the runner to work on.

use crate::RIGHT;
#[cfg(target_os = "linux")]
use crate::terminal::Terminal;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// The learner's file of an exercise, relative to the course.
pub(crate) fn file(exercise: &str) -> String {
    format!("exercises/01-demo/{exercise}.rs")
}

/// The directory of a course that has one lesson with some exercises.
pub(crate) struct Demo(pub(crate) PathBuf);

impl Demo {
    /// A course in a directory called `name`. Each exercise has a name and a learner's text.
    /// Its check calls `answer` and expects 42.
    pub(crate) fn new(name: &str, attempts: &[(&str, &str)]) -> Self {
        Self::with_checks(name, attempts, &[])
    }

    /// The same course, with more exercises: `checks` contains their names and checks.
    pub(crate) fn with_checks(
        name: &str,
        attempts: &[(&str, &str)],
        checks: &[(&str, &str)],
    ) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let demo = Self(root);
        // Files from an earlier run must not affect this one, but its build output is
        // kept.
        for part in ["lessons", "exercises", "solutions"] {
            let _ = fs::remove_dir_all(demo.0.join(part));
        }
        let _ = fs::remove_file(demo.0.join(".awaitlings.toml"));
        demo.write_members(&["01-demo"]);
        demo.write("lessons/01-demo/Cargo.toml", &package("demo"));
        demo.write("lessons/01-demo/src/main.rs", "fn main() {}");
        let mut manifest = package("demo-exercises");
        manifest += "autotests = false\n";
        for (name, _) in attempts.iter().chain(checks) {
            manifest += &format!(
                "[[test]]\nname = \"{name}\"\npath = \"tests/{name}.rs\"\n"
            );
        }
        demo.write("exercises/01-demo/Cargo.toml", &manifest);
        for (name, text) in attempts {
            demo.write(&file(name), text);
            let check = format!(
                "#[path = \"../{name}.rs\"] mod attempt;
                 #[test] fn is_what_it_is() {{ assert_eq!(1 + 1, 2); }}
                 #[test] fn answers_42() {{ assert_eq!(attempt::answer(), 42); }}"
            );
            demo.write(&format!("exercises/01-demo/tests/{name}.rs"), &check);
        }
        for (name, check) in checks {
            demo.write(&file(name), RIGHT);
            demo.write(&format!("exercises/01-demo/tests/{name}.rs"), check);
        }
        demo
    }

    /// Writes the workspace's manifest, with the lessons and exercises in these directories as
    /// its members.
    pub(crate) fn write_members(&self, directories: &[&str]) {
        let members = directories.iter().flat_map(|it| {
            ["lessons", "exercises"].map(|part| format!("\"{part}/{it}\""))
        });
        let members = members.collect::<Vec<_>>().join(", ");
        let manifest =
            format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n");
        self.write("Cargo.toml", &manifest);
    }

    pub(crate) fn write(&self, file: &str, text: &str) {
        let path = self.0.join(file);
        let directory = path.parent().expect("a file is in a directory");
        fs::create_dir_all(directory).expect("the target directory can be written");
        fs::write(path, text).expect("the target directory can be written");
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(arguments);
        command.env("CARGO_MANIFEST_DIR", self.0.join("xtask"));
        command.env_remove("CARGO_TARGET_DIR");
        command
    }

    /// Runs `cargo xtask watch` on a terminal with these columns and rows.
    #[cfg(target_os = "linux")]
    pub(crate) fn watch(&self, size: (u16, u16), arguments: &[&str]) -> Terminal {
        let arguments = [&["watch"], arguments].concat();
        Terminal::new(&self.command(&arguments), size, &[])
    }

    #[cfg(unix)]
    pub(crate) fn named_pipe(&self) -> PathBuf {
        let pipe = self.0.join("pipe");
        // An earlier run may have left one behind.
        let _ = fs::remove_file(&pipe);
        let made = Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("every Unix has mkfifo").success());
        pipe
    }

    pub(crate) fn xtask(&self, arguments: &[&str]) -> Said {
        let output = self.command(arguments).output();
        Said::of(&output.expect("cargo has built it with this test"))
    }
}

/// The beginning of a manifest.
pub(crate) fn package(name: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n"
    )
}

/// The runner's output.
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) output: String,
    pub(crate) errors: String,
}

impl Said {
    pub(crate) fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            code: output.status.code(),
            output: text(&output.stdout),
            errors: text(&output.stderr),
        }
    }

    /// The part of the output about this exercise.
    pub(crate) fn about(&self, exercise: &str) -> &str {
        let start = self.output.find(&format!("demo / {exercise} "));
        let part = &self.output[start.expect("every exercise has its verdict")..];
        let end = part.find(['✗', '✔']);
        &part[..end.unwrap_or(part.len())]
    }
}
