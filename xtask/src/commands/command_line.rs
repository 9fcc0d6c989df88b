//! The command line: the commands, their arguments, and their help.
//!
//! It is built with clap's builder API. Deriving it from the enum would be shorter,
//! but a learner's first build would have to compile the macros and all their
//! dependencies.

use crate::{course::kind::Kind, render::format::Format};
use clap::{Arg, ArgAction, ArgMatches, Command as Grammar, value_parser};
use std::{ffi::OsString, path::PathBuf};

/// A command with its arguments.
pub(crate) enum Command {
    Check { names: Vec<String>, from: Option<PathBuf>, limit: u64, format: Format },
    Watch { name: Option<String> },
    List { format: Format },
    Hint { name: String, level: usize, all: bool },
    Reset { name: Option<String>, check: bool },
    Solution { name: String },
    Diff { name: String },
    Track { name: Option<String> },
    Skip { name: String, undo: bool },
    New { name: String, kind: Option<Kind> },
    Prove { names: Vec<String>, table: Option<PathBuf> },
    Lock { verify: bool },
    Twins { if_present: bool },
    Ci { no_test: bool },
    Reap,
}

/// Parses the command line, whose first word is the program's name. Returns `None`
/// if no command is given.
///
/// # Errors
///
/// If the command line is invalid or asks for help.
pub(crate) fn parse(
    words: impl IntoIterator<Item = OsString>,
) -> Result<Option<Command>, clap::Error> {
    let matches = grammar().try_get_matches_from(words)?;
    Ok(matches.subcommand().map(|(name, matches)| command(name, matches)))
}

fn command(command: &str, matches: &ArgMatches) -> Command {
    let text = |id: &str| matches.get_one::<String>(id).cloned();
    let path = |id: &str| matches.get_one::<PathBuf>(id).cloned();
    let name = || text("name").expect("clap requires it");
    let names =
        || matches.get_many("names").into_iter().flatten().cloned().collect();
    let format = || *matches.get_one("format").expect("it has a default");
    let flag = |id: &str| matches.get_flag(id);
    match command {
        "check" => Command::Check {
            names: names(),
            from: path("from"),
            limit: *matches.get_one("limit").expect("it has a default"),
            format: format(),
        },
        "watch" => Command::Watch { name: text("name") },
        "list" => Command::List { format: format() },
        "hint" => Command::Hint {
            name: name(),
            level: *matches.get_one("level").expect("it has a default"),
            all: flag("all"),
        },
        "reset" => Command::Reset { name: text("name"), check: flag("check") },
        "solution" => Command::Solution { name: name() },
        "diff" => Command::Diff { name: name() },
        "track" => Command::Track { name: text("name") },
        "skip" => Command::Skip { name: name(), undo: flag("undo") },
        "new" => {
            Command::New { name: name(), kind: matches.get_one("kind").copied() }
        }
        "prove" => Command::Prove { names: names(), table: path("table") },
        "lock" => Command::Lock { verify: flag("verify") },
        "twins" => Command::Twins { if_present: flag("if-present") },
        "ci" => Command::Ci { no_test: flag("no-test") },
        "reap" => Command::Reap,
        other => unreachable!("`{other}` is not in the grammar"),
    }
}

/// All commands, with their arguments and help.
pub(crate) fn grammar() -> Grammar {
    let about = "Learn async Rust through small programs. Without a command: show what is solved and what is next";
    let codes = "Exit codes: 0, everything you asked for is solved; 1, something is not; \
                 2, the command can't be carried out, and the message says how to fix \
                 that; 130, interrupted.";
    Grammar::new("cargo xtask")
        .bin_name("cargo xtask")
        .disable_version_flag(true)
        .about(about)
        .long_about(format!("{about}.\n\n{codes}"))
        .subcommands(for_learners())
        .subcommands(for_authors())
        .subcommand(
            Grammar::new("reap")
                .about(
                    "Used by the runner itself: kills its programs if the runner is killed",
                )
                .hide(true),
        )
}

fn for_learners() -> [Grammar; 9] {
    let all = flag("all", "Show all levels");
    let level = option("level", "N", "The level of the hint; 1 says the least");
    let limit = option(
        "limit",
        "SECONDS",
        "How long an exercise may run before it times out",
    );
    let from = "Grade the files in this directory instead of your own, which are not changed";
    [
        Grammar::new("check")
            .about("Grade exercises: the ones you name, or all")
            .aliases(["test", "run", "verify"])
            .arg(names("An exercise (ordered_fetch), its file, or a lesson (gather, 06)"))
            .arg(option("from", "DIR", from).value_parser(value_parser!(PathBuf)))
            .arg(limit.default_value("10").value_parser(value_parser!(u64).range(1..=3600)))
            .arg(format("How to print the verdicts")),
        Grammar::new("watch")
            .about("Regrade your exercise every time you save, in a full-screen view")
            .arg(name("The exercise to start with; by default, where you left off").required(false)),
        Grammar::new("list")
            .about("List the lessons and their exercises, without grading them")
            .arg(format("How to print the list: human or json")),
        Grammar::new("hint")
            .about("Show a hint; each level says more")
            .arg(name("An exercise"))
            .arg(level.default_value("1").value_parser(value_parser!(usize)).conflicts_with("all"))
            .arg(all),
        Grammar::new("reset")
            .about("Restore the original files of an exercise, a lesson, or the course; yours are saved")
            .arg(name("The full name of an exercise or of a lesson").required(false).required_unless_present("all"))
            .arg(flag("all", "Restore every exercise of the course").conflicts_with("name"))
            .arg(flag("check", "Instead, restore its check and the programs that the check runs")),
        Grammar::new("solution")
            .about("Show the reference solution, and why it is good")
            .arg(name("An exercise")),
        Grammar::new("diff")
            .about("Show how your file differs from the reference solution")
            .arg(name("An exercise")),
        Grammar::new("track")
            .about("Show the tracks through the course, or choose one")
            .arg(name("The track to follow; without one, all are listed").required(false)),
        Grammar::new("skip")
            .about("Set an exercise aside until the rest of your track is solved")
            .arg(name("An exercise"))
            .arg(flag("undo", "Stop skipping it")),
    ]
}

fn for_authors() -> [Grammar; 5] {
    let table = "Also write a line for each case to this file: exercise, case, verdict, \
                 misconceptions, failed tests";
    let kind = option("kind", "KIND", "The kind of the exercise");
    [
        Grammar::new("new")
            .about("For authors: scaffold an exercise (06/first_of_many) or a lesson (13-select)")
            .arg(name("NN/NAME for an exercise, NN-slug for a lesson"))
            .arg(kind.value_parser(value_parser!(Kind))),
        Grammar::new("prove")
            .about("For authors: grade untouched files, reference solutions, right and wrong variants")
            .arg(names("Exercises or lessons; all of them by default"))
            .arg(option("table", "FILE", table).value_parser(value_parser!(PathBuf))),
        Grammar::new("lock")
            .about("For authors: record the checks and exercises as they are now, in course.lock and course.originals")
            .arg(flag("verify", "Change nothing; fail if a file is out of date")),
        Grammar::new("twins")
            .about("For authors: run the Python twins and compare their output with the recorded output and the story")
            .arg(flag("if-present", "If there is no Python, say so and exit with 0")),
        Grammar::new("ci")
            .about("For authors: run everything that CI runs")
            .arg(flag("no-test", "Run everything except the tests")),
    ]
}

fn name(help: &'static str) -> Arg {
    Arg::new("name").value_name("NAME").required(true).help(help)
}

fn names(help: &'static str) -> Arg {
    Arg::new("names")
        .value_name("NAMES")
        .action(ArgAction::Append)
        .num_args(0..)
        .help(help)
}

fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

fn format(help: &'static str) -> Arg {
    option("format", "FORMAT", help)
        .default_value("human")
        .value_parser(value_parser!(Format))
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

#[cfg(test)]
mod tests {
    use super::{Arg, command, grammar};

    #[test]
    fn the_grammar_and_the_commands_agree() {
        grammar().debug_assert();
        for one in grammar().get_subcommands() {
            let needs_name = one.get_arguments().any(Arg::is_required_set)
                || one.get_name() == "reset";
            let words = ["xtask", one.get_name()]
                .into_iter()
                .chain(needs_name.then_some("x"));
            let matches =
                grammar().try_get_matches_from(words).expect("it is complete");
            let (name, matches) = matches.subcommand().expect("there is one");
            command(name, matches);
        }
    }
}
