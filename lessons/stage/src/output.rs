//! Prints the lines of a story to standard output, in color if the terminal allows it.

use anstream::{AutoStream, ColorChoice};
use std::{
    io::{ErrorKind, Write},
    sync::OnceLock,
    time::Duration,
};

/// Prints `text` and a line break.
///
/// If the pipe is closed, as after `story | head -1`, the program exits with code 0 and
/// without a message. Any other error is printed, and the exit code is 1.
pub(crate) fn print(text: &str) {
    // Cached, because finding out takes system calls, and a story prints many lines.
    static COLORS: OnceLock<ColorChoice> = OnceLock::new();
    let colors = *COLORS.get_or_init(|| AutoStream::choice(&std::io::stdout()));
    let mut out = AutoStream::new(std::io::stdout(), colors).lock();
    let Err(error) = writeln!(out, "{text}").and_then(|()| out.flush()) else {
        return;
    };
    if error.kind() == ErrorKind::BrokenPipe {
        std::process::exit(0);
    }
    anstream::eprintln!("error: can't write to standard output: {error}");
    std::process::exit(1);
}

/// Prints a line with the time at which it was said, in seconds with one decimal.
pub(crate) fn timed(time: Duration, text: &str) {
    print(&format!("[{:5.1}s] {text}", time.as_secs_f64()));
}

/// Prints a line with its number, in an act that counts lines instead of time.
///
/// `number` is the line's index, counted from 0, expressed in seconds.
pub(crate) fn numbered(number: Duration, text: &str) {
    print(&format!("[{:>6}] {text}", format!("#{}", number.as_secs() + 1)));
}

/// Prints a line without a time, in an act whose times differ from run to run.
pub(crate) fn unstamped(_: Duration, text: &str) {
    print(&format!("[     ~] {text}"));
}

/// Formats a duration as stories print it: in seconds, rounded to one decimal, such as
/// `0.5 s`.
///
/// The rounding hides the microseconds by which the real clock is late.
pub fn seconds(duration: Duration) -> String {
    let tenths = (duration.as_secs_f64() * 10.0).round() / 10.0;
    format!("{tenths} s")
}
