//! Tools for testing stories: they play a story, and compare its README with it.

pub mod bench;
mod figures;
mod quotes;
mod readme;

pub use figures::{Figure, assert_readme_figures};
pub use quotes::{assert_readme_quotes, assert_readme_shows_exhibits};

use std::process::Command;

/// What a story printed, and its exit code.
#[derive(Debug)]
pub struct Played {
    /// Standard output.
    pub output: String,
    /// Standard error.
    pub errors: String,
    /// The exit code.
    pub code: i32,
}

/// Runs a story's executable until it exits.
///
/// Its output goes to a pipe, and the environment variables for colors are removed, so
/// that the output is the same everywhere.
///
/// # Panics
///
/// Panics if the program can't be started, is killed, or prints invalid UTF-8.
pub fn play(program: &str, arguments: &[&str]) -> Played {
    let mut command = Command::new(program);
    command.args(arguments);
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR"] {
        command.env_remove(variable);
    }
    let output = command.output().expect("cargo builds the story before its test");
    let text = |bytes| String::from_utf8(bytes).expect("a story prints valid UTF-8");
    Played {
        output: text(output.stdout),
        errors: text(output.stderr),
        code: output
            .status
            .code()
            .expect("the story exits by itself and is not killed by a signal"),
    }
}

/// Plays a story on the virtual clock and returns its standard output.
///
/// # Panics
///
/// Panics if the exit code is not 0 or the story prints to standard error.
pub fn play_virtual(program: &str) -> String {
    let played = play(program, &["--virtual"]);
    assert_eq!((played.code, &*played.errors), (0, ""), "{}", played.output);
    played.output
}

/// The prefix of a line in a `measured` act.
const MEASURED: &str = "[     ~]";

/// Returns the lines of `measured` acts, without the prefix.
pub fn measured_lines(printed: &str) -> impl Iterator<Item = &str> {
    printed.lines().filter_map(|line| line.strip_prefix(MEASURED))
}

/// Returns the numbers in the first measured line that begins with `begin`, in order.
///
/// # Panics
///
/// Panics if no measured line begins with `begin`.
pub fn measured_figures(printed: &str, begin: &str) -> Vec<f64> {
    let mut lines = measured_lines(printed).map(str::trim_start);
    let line = lines.find(|line| line.starts_with(begin));
    let line =
        line.unwrap_or_else(|| panic!("No measured line begins with `{begin}`."));
    line.split_whitespace().filter_map(|word| word.parse().ok()).collect()
}

fn is_measured(line: &str) -> bool {
    line.starts_with(MEASURED)
}

/// Returns whether the story reported that it can't use sockets, as in some sandboxes.
pub fn sockets_are_refused(printed: &str) -> bool {
    printed.contains("this system refuses sockets")
}

/// Returns what a story printed, without the lines of `measured` acts. Those lines
/// differ on machines that refuse an operation or can't measure a value.
pub fn without_measured_lines(printed: &str) -> String {
    let lines = printed.lines().filter(|line| !is_measured(line));
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns what a story printed, with `#` in place of each number in the lines of
/// `measured` acts, and without the spaces that align the numbers. Those numbers differ
/// between machines and between runs.
pub fn without_measured_figures(printed: &str) -> String {
    let number = |word: &str| word.starts_with(|it: char| it.is_ascii_digit());
    let lines = printed.lines().map(|line| {
        if !is_measured(line) {
            return line.to_owned();
        }
        let words = line.split_whitespace();
        let words = words.map(|word| if number(word) { "#" } else { word });
        words.collect::<Vec<_>>().join(" ")
    });
    lines.collect::<Vec<_>>().join("\n")
}
