//! `cargo xtask twins`: runs the Python twins, and compares their output with the
//! recorded output and with the story.
//!
//! A twin prints in the same format as a story. An act that has the same title in both must
//! have the same lines with the same times, except for lines that begin with "Python:" or
//! "Rust:".

mod compare;

use crate::{
    course::{Course, Lesson, cargo},
    process::{self, CancellationToken, End, Limits},
    terminal::{
        error::Error,
        output::say,
        style::{DIM, GREEN, RED, indented},
    },
};
use std::{fs, path::Path, process::Command, time::Duration};

/// Long enough to build a story for the first time on a slow machine.
const LIMIT: Duration = Duration::from_secs(300);

/// The oldest CPython version that prints the recorded output.
const OLDEST: (u32, u32) = (3, 11);

/// Runs all twins and returns whether all of them agree. With `if_present`, a machine
/// without Python is not an error.
pub(crate) fn run(course: &Course, if_present: bool) -> Result<bool, Error> {
    let Some(python) = Python::find() else {
        let error = Error::NoPython { oldest: OLDEST };
        if if_present {
            say!("the twins were not run: {}", error.what());
            return Ok(true);
        }
        return Err(error);
    };
    say!("{DIM}{}{DIM:#}", python.version);
    let mut failed = 0;
    for lesson in &course.lessons {
        match examine(course, lesson, &python)? {
            Ok(shared) => {
                say!(
                    "{GREEN}✔{GREEN:#} {:<20} shared acts: {shared}",
                    lesson.folder
                );
            }
            Err(difference) => {
                failed += 1;
                say!(
                    "{RED}✗{RED:#} {}\n{}",
                    lesson.folder,
                    indented(&difference, "    ")
                );
            }
        }
    }
    say!("\n{} passed, {failed} failed", course.lessons.len() - failed);
    Ok(failed == 0)
}

/// The number of acts that the twin and the story share, or the first difference.
fn examine(
    course: &Course,
    lesson: &Lesson,
    python: &Python,
) -> Result<Result<usize, String>, Error> {
    let folder = Path::new("lessons").join(&lesson.folder).join("python");
    let twin = folder.join("twin.py");
    let record = folder.join("twin.txt");
    let recorded =
        fs::read_to_string(course.root.join(&record)).map_err(|error| {
            Error::CannotRead { path: record.clone(), why: error.to_string() }
        })?;

    let mut command = python.command();
    command.current_dir(&course.root);
    command.arg("xtask/src/authoring/twins/clock.py").arg(&twin);
    let printed = match output(command)? {
        Ok(printed) => printed,
        Err(failure) => {
            return Ok(Err(format!("{} failed:\n{failure}", twin.display())));
        }
    };
    if let Some(difference) = compare::difference(&recorded, &printed) {
        return Ok(Err(format!(
            "{} differs from what the twin prints:\n{difference}",
            record.display()
        )));
    }

    let mut story = cargo(&course.root);
    story.args(["run", "--quiet", "--package", lesson.slug(), "--"]);
    story.args(["--virtual", "--no-timeline"]);
    Ok(match output(story)? {
        Ok(story) => compare::shared_acts(&story, &printed),
        Err(failure) => Err(format!("the story failed:\n{failure}")),
    })
}

/// What a command prints. If it fails, the inner `Err` contains its output and
/// errors.
fn output(command: Command) -> Result<Result<String, String>, Error> {
    let name = command.get_program().to_string_lossy().into_owned();
    let limits = Limits { wall: LIMIT };
    let done = process::run(command, limits, &CancellationToken::new()).map_err(
        |error| Error::CannotRun { program: name, why: error.to_string() },
    )?;
    let done = done.expect("a token that is never canceled");
    Ok(match done.end {
        End::Exited(status) if status.success() => {
            Ok(done.output.text().replace('\r', ""))
        }
        End::TimedOut { .. } => {
            Err(format!("timed out after {} s", LIMIT.as_secs()))
        }
        _ => Err(format!("{}{}", done.output.text(), done.errors.text())),
    })
}

/// A Python interpreter on this machine.
struct Python {
    program: &'static [&'static str],
    version: String,
}

impl Python {
    fn find() -> Option<Self> {
        let names: [&'static [&'static str]; 3] =
            [&["python3"], &["python"], &["py", "-3"]];
        names.into_iter().find_map(|program| {
            let mut python = Self { program, version: String::new() };
            let ask =
                "import sys; print(sys.implementation.name, *sys.version_info[:2])";
            let answer = python.command().args(["-c", ask]).output().ok()?;
            let answer = String::from_utf8(answer.stdout).ok()?;
            let [name, major, minor] =
                answer.split_whitespace().collect::<Vec<_>>()[..]
            else {
                return None;
            };
            let version = (major.parse().ok()?, minor.parse().ok()?);
            python.version = format!("CPython {major}.{minor}");
            (name == "cpython" && version >= OLDEST).then_some(python)
        })
    }

    fn command(&self) -> Command {
        let mut command = Command::new(self.program[0]);
        command.args(&self.program[1..]);
        // Use UTF-8 on every system, and create no `__pycache__` directories in the
        // course.
        command.env("PYTHONUTF8", "1").env("PYTHONDONTWRITEBYTECODE", "1");
        command
    }
}
