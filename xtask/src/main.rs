//! The runner and grader: `cargo xtask`.
//!
//! It knows directories, cargo, and test binaries, but no lesson or exercise by name: it
//! finds them by directory and manifest.

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
use clap::{CommandFactory, Parser, Subcommand};
use commands::{check, diff, hint, list, reset, skip, solution, status, track};
use course::{Course, kind::Kind};
use render::format::Format;
use std::{path::PathBuf, process::ExitCode, time::Duration};
use terminal::{error::Error, output::complain, suggestions};

/// Learn async Rust through small programs. Without a command: show what is solved and next.
///
/// Exit codes: 0, everything you asked for is solved; 1, something is not; 2, the command
/// can't be carried out, and the message says how to fix that; 130, interrupted.
#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    disable_version_flag = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Grade exercises: the ones you name, or all
    #[command(aliases = ["test", "run", "verify"])]
    Check {
        /// An exercise (ordered_fetch), its file, or a lesson (gather, 06)
        names: Vec<String>,
        /// Grade the files in this directory instead of your own, which are not changed
        #[arg(long, value_name = "DIR")]
        from: Option<PathBuf>,
        /// How long an exercise may run before it times out
        #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = clap::value_parser!(u64).range(1..=3600))]
        limit: u64,
        /// How to print the verdicts
        #[arg(long, value_enum, default_value = "human")]
        format: Format,
    },
    /// Regrade your exercise every time you save, in a full-screen view
    Watch {
        /// The exercise to start with; by default, where you left off
        name: Option<String>,
    },
    /// List the lessons and their exercises, without grading them
    List {
        /// How to print the list: human or json
        #[arg(long, value_enum, default_value = "human")]
        format: Format,
    },
    /// Show a hint; each level says more
    Hint {
        /// An exercise
        name: String,
        /// The level of the hint; 1 says the least
        #[arg(long, value_name = "N", default_value = "1", conflicts_with = "all")]
        level: usize,
        /// Show all levels
        #[arg(long)]
        all: bool,
    },
    /// Restore the original files of an exercise, a lesson, or the course; yours are saved
    Reset {
        /// The full name of an exercise or of a lesson
        #[arg(required_unless_present = "all")]
        name: Option<String>,
        /// Restore every exercise of the course
        #[arg(long, conflicts_with = "name")]
        all: bool,
        /// Restore its check and the programs that the check runs instead
        #[arg(long)]
        check: bool,
    },
    /// Show the reference solution, and why it is good
    Solution {
        /// An exercise
        name: String,
    },
    /// Show how your file differs from the reference solution
    Diff {
        /// An exercise
        name: String,
    },
    /// Show the tracks through the course, or choose one
    Track {
        /// The track to follow; without one, all are listed
        name: Option<String>,
    },
    /// Put an exercise aside until the rest of your track is solved
    Skip {
        /// An exercise
        name: String,
        /// Stop skipping it
        #[arg(long)]
        undo: bool,
    },
    /// For authors: scaffold an exercise (06/first_of_many) or a lesson (13-select)
    New {
        /// NN/NAME for an exercise, NN-slug for a lesson
        name: String,
        /// The kind of the exercise
        #[arg(long, value_enum)]
        kind: Option<Kind>,
    },
    /// For authors: grade untouched files, reference solutions, right and wrong variants
    Prove {
        /// Exercises or lessons; all of them by default
        names: Vec<String>,
        /// Also write a line for each case to this file: exercise, case, verdict,
        /// misconceptions, failed tests
        #[arg(long, value_name = "FILE")]
        table: Option<PathBuf>,
    },
    /// For authors: record the checks and exercises in course.lock as they are now
    Lock {
        /// Change nothing; fail if course.lock is out of date
        #[arg(long)]
        verify: bool,
    },
    /// For authors: run the Python twins and compare them with their record and the story
    Twins {
        /// Don't fail if there is no Python: say so and exit with 0
        #[arg(long)]
        if_present: bool,
    },
    /// For authors: run everything that CI runs
    Ci {
        /// Skip `cargo test`
        #[arg(long)]
        no_test: bool,
    },
    /// Used by the runner itself: ends its programs if the runner is killed
    #[command(hide = true)]
    Reap,
}

fn main() -> ExitCode {
    let arguments = Arguments::try_parse().unwrap_or_else(|error| {
        suggestions::without_harm(error, &Arguments::command()).exit()
    });
    let command = arguments.command;
    if let Some(Command::Reap) = command {
        process::reaper::run();
        return ExitCode::SUCCESS;
    }
    match run(command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            complain(&error);
            ExitCode::from(2)
        }
    }
}

/// Runs a command; the result says whether everything it was asked about is solved.
fn run(command: Option<Command>) -> Result<bool, Error> {
    process::end_all_when_interrupted(watch::leave_the_screen)
        .map_err(|error| Error::CannotHandleInterrupts { why: error.to_string() })?;
    let course = Course::find()?;
    match command {
        Some(Command::List { format }) => list::show(&course, format),
        Some(Command::Hint { name, level, all }) => {
            hint::show(&course, &name, level, all)
        }
        Some(Command::Reset { name, all: _, check }) => {
            reset::run(&course, name.as_deref(), check)
        }
        Some(Command::Track { name }) => track::run(&course, name.as_deref()),
        Some(Command::Skip { name, undo }) => skip::run(&course, &name, undo),
        Some(Command::Solution { name }) => solution::show(&course, &name),
        Some(Command::Diff { name }) => diff::show(&course, &name),
        Some(Command::Lock { verify }) => lock::run(&course, verify),
        Some(Command::New { name, kind }) => new::run(&course, &name, kind),
        runs => {
            process::reaper::begin();
            run_programs(&course, runs)
        }
    }
}

/// The commands that start other programs, which the reaper has to know.
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
