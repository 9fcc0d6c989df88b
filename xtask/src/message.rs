//! What the runner says when the question or the machine was wrong, and its few styles.

use anstyle::{AnsiColor, Color, Style};
use std::fmt::Display;

/// Something that is no verdict about an exercise, and what to do about it.
#[derive(Debug)]
pub(crate) struct Problem {
    what: String,
    next: String,
}

impl Problem {
    /// `what` went wrong; `next` is the next step, or the reason the system gives.
    pub(crate) fn new(what: &str, next: impl Display) -> Self {
        Self { what: what.to_owned(), next: next.to_string() }
    }
}

impl Problem {
    /// All of it.
    pub(crate) fn text(&self) -> String {
        format!("{}\n{}", self.what, indented(self.next.trim_end(), "  "))
    }
}

/// Prints a problem.
pub(crate) fn complain(problem: &Problem) {
    anstream::eprintln!("{RED}error:{RED:#} {}", problem.text());
}

pub(crate) const RED: Style = color(AnsiColor::Red).bold();
pub(crate) const GREEN: Style = color(AnsiColor::Green).bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const BOLD: Style = Style::new().bold();

const fn color(color: AnsiColor) -> Style {
    Style::new().fg_color(Some(Color::Ansi(color)))
}

/// The text with every line that is not empty moved to the right.
pub(crate) fn indented(text: &str, margin: &str) -> String {
    let move_line = |line: &str| match line {
        "" => String::new(),
        line => format!("{margin}{line}"),
    };
    text.lines().map(move_line).collect::<Vec<_>>().join("\n")
}

/// Prints to standard output; a reader who left ends the program quietly.
#[macro_export]
macro_rules! say {
    ($($text:tt)*) => {
        $crate::message::print(&format!($($text)*))
    };
}

pub(crate) fn print(text: &str) {
    use std::io::Write;
    let mut out = anstream::stdout().lock();
    if let Err(error) = writeln!(out, "{text}").and_then(|()| out.flush()) {
        if error.kind() != std::io::ErrorKind::BrokenPipe {
            let next = "Is the disk full that it goes to?";
            complain(&Problem::new(
                &format!("nothing can be printed: {error}"),
                next,
            ));
        }
        std::process::exit(2);
    }
}
