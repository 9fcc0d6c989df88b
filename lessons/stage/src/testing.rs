//! For the stories' own tests: play a story, and hold its README against it.

pub mod bench;
mod figures;
mod quotes;
mod readme;

pub use figures::{Figure, assert_readme_figures};
pub use quotes::{assert_readme_quotes, assert_readme_shows_exhibits};

use std::process::Command;

/// What a story printed, and how it ended.
#[derive(Debug)]
pub struct Played {
    /// Standard output.
    pub output: String,
    /// Standard error.
    pub errors: String,
    /// The exit code.
    pub code: i32,
}

/// Runs a story's program to its end, as through a pipe and without the caller's wishes
/// about colours, so that it prints the same everywhere.
///
/// # Panics
///
/// If the program cannot be started, is killed, or prints what is not UTF-8.
pub fn play(program: &str, arguments: &[&str]) -> Played {
    let mut command = Command::new(program);
    command.args(arguments);
    for wish in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR"] {
        command.env_remove(wish);
    }
    let done = command.output().expect("cargo builds the story before its test");
    let text = |bytes| String::from_utf8(bytes).expect("a story prints valid UTF-8");
    Played {
        output: text(done.stdout),
        errors: text(done.stderr),
        code: done
            .status
            .code()
            .expect("the story exits by itself and is not killed by a signal"),
    }
}

/// Plays a story on the virtual clock and gives what it printed.
///
/// # Panics
///
/// If the story fails or complains.
pub fn play_virtual(program: &str) -> String {
    let played = play(program, &["--virtual"]);
    assert_eq!((played.code, &*played.errors), (0, ""), "{}", played.output);
    played.output
}

/// What stands before a line of a `measured` act.
const MEASURED: &str = "[     ~]";

/// The lines of `measured` acts, without their stamps.
pub fn measured_lines(printed: &str) -> impl Iterator<Item = &str> {
    printed.lines().filter_map(|line| line.strip_prefix(MEASURED))
}

/// The numbers in the measured line that begins like this, in its order.
///
/// # Panics
///
/// If no measured line begins so.
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

/// Whether a story had to do without sockets: some sandboxes refuse them.
pub fn sockets_are_refused(printed: &str) -> bool {
    printed.contains("this system refuses sockets")
}

/// What a story printed, without the lines of `measured` acts: what a machine refuses, or
/// does not tell, leaves other lines there.
pub fn without_measured_lines(printed: &str) -> String {
    let lines = printed.lines().filter(|line| !is_measured(line));
    lines.collect::<Vec<_>>().join("\n")
}

/// What a story printed, without the numbers in lines of `measured` acts and without the
/// spaces that align them: they differ by machine and by run.
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
