//! The runner and grader: `cargo xtask`.
//!
//! It knows folders, cargo and test binaries, and no lesson or exercise by name: what
//! there is, it finds.

mod build;
mod check;
mod course;
mod grade;
mod hint;
mod list;
mod message;
mod process;
mod prove;
mod renew;
mod status;
mod twins;
mod verdict;

use clap::{Parser, Subcommand};
use message::Problem;
use std::{process::ExitCode, time::Duration};

/// Learn async Rust by small programs: where you stand, and what is next.
///
/// Exit code 0: all that was asked for is solved. 1: something is not. 2: the question
/// or the machine was wrong, and the message says how to mend it. 130: interrupted.
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
    /// Build and grade exercises: those named, or all
    Check {
        /// An exercise (ordered_fetch), its file, or a lesson (gather, 06)
        names: Vec<String>,
        /// How long an exercise may run before it counts as hanging
        #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = clap::value_parser!(u64).range(1..=3600))]
        limit: u64,
    },
    /// List the lessons and their exercises, without grading
    List,
    /// Show a hint; each level says more
    Hint {
        /// An exercise
        name: String,
        /// How much to say, from 1
        #[arg(long, value_name = "N", default_value = "1")]
        level: usize,
    },
    /// For authors: grade untouched files, reference solutions, right and wrong variants
    Prove {
        /// Exercises or lessons; all if none is named
        names: Vec<String>,
    },
    /// For authors: run the Python twins and compare them with their record and the story
    Twins {
        /// Be content with a sentence where there is no Python
        #[arg(long)]
        if_present: bool,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(problem) => {
            message::complain(&problem);
            ExitCode::from(2)
        }
    }
}

/// Whether all that was asked for is solved.
fn run(command: Option<Command>) -> Result<bool, Problem> {
    process::end_all_when_interrupted()
        .map_err(|error| Problem::new("interrupts cannot be handled", error))?;
    let course = course::Course::find()?;
    match command {
        None => status::show(&course),
        Some(Command::Check { names, limit }) => {
            check::run(&course, &names, Duration::from_secs(limit))
        }
        Some(Command::List) => list::show(&course),
        Some(Command::Hint { name, level }) => hint::show(&course, &name, level),
        Some(Command::Prove { names }) => prove::run(&course, &names),
        Some(Command::Twins { if_present }) => twins::run(&course, if_present),
    }
}
