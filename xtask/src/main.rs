//! The runner and grader: `cargo xtask`.
//!
//! It knows about directories, cargo, and test binaries, but it finds lessons and
//! exercises through the manifests, not by name.

mod authoring;
mod commands;
mod course;
mod grading;
mod process;
mod render;
mod terminal;
mod verdict;
mod watch;

use authoring::{ci, lock, new, prove, twins};
use commands::{
    check,
    command_line::{self, Command},
    diff, hint, list, reset, skip, solution, status, track,
};
use course::Course;
use std::{
    env, panic,
    process::{ExitCode, exit},
    time::Duration,
};
use terminal::{error::Error, output::complain, suggestions};

fn main() -> ExitCode {
    #[cfg(unix)]
    if let Some(code) = process::become_program(env::args_os()) {
        return code;
    }
    let command = command_line::parse(env::args_os()).unwrap_or_else(|error| {
        suggestions::without_harm(error, &command_line::grammar()).exit()
    });
    if let Some(Command::Reap) = command {
        process::reaper::run();
        return ExitCode::SUCCESS;
    }
    explain_missing_threads();
    match run(command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            complain(&error);
            ExitCode::from(2)
        }
    }
}

/// If the system refuses to start a thread, the runner exits with an error message. In
/// that case, the standard library and other crates panic, no matter where they start
/// the thread.
fn explain_missing_threads() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let said = info.payload_as_str().unwrap_or_default();
        if said.contains("failed to spawn thread") {
            watch::leave_the_screen();
            complain(&Error::CannotStartThread { why: said.to_owned() });
            exit(2);
        }
        usual(info);
    }));
}

/// Runs a command, and returns whether everything it was asked about is solved.
fn run(command: Option<Command>) -> Result<bool, Error> {
    process::end_all_when_interrupted(watch::leave_the_screen)
        .map_err(|error| Error::CannotHandleInterrupts { why: error.to_string() })?;
    let course = Course::find()?;
    match command {
        Some(Command::List { format }) => list::show(&course, format),
        Some(Command::Hint { name, level, all }) => {
            hint::show(&course, &name, level, all)
        }
        Some(Command::Reset { name, check }) => {
            reset::run(&course, name.as_deref(), check)
        }
        Some(Command::Track { name }) => track::run(&course, name.as_deref()),
        Some(Command::Skip { name, undo }) => skip::run(&course, &name, undo),
        Some(Command::Solution { name }) => solution::show(&course, &name),
        Some(Command::Diff { name }) => diff::show(&course, &name),
        Some(Command::Lock { verify }) => lock::run(&course, verify),
        Some(Command::New { name, kind }) => new::run(&course, &name, kind),
        runs => {
            process::remember_runner();
            process::reaper::begin();
            run_programs(&course, runs)
        }
    }
}

/// The commands that start other programs, which the reaper must know about.
fn run_programs(course: &Course, command: Option<Command>) -> Result<bool, Error> {
    match command {
        Some(Command::Check { names, from, limit, format }) => {
            let limit = Duration::from_secs(limit);
            check::run(course, &check::Question { names, from, limit, format })
        }
        Some(Command::Watch { name }) => watch::run(course, name.as_deref()),
        Some(Command::Prove { names, table }) => {
            prove::run(course, &names, table.as_deref())
        }
        Some(Command::Twins { if_present }) => twins::run(course, if_present),
        Some(Command::Ci { no_test }) => ci::run(course, !no_test),
        _ => status::show(course),
    }
}
