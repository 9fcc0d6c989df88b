//! Where the story's words go: standard output, with colours where they are welcome.

use anstream::{AutoStream, ColorChoice};
use std::{
    io::{ErrorKind, Write},
    sync::OnceLock,
    time::Duration,
};

/// Prints `text` and a line break. A reader who left ends the program quietly, as
/// `story | head -1` is meant to; another failure ends it with a message.
pub(crate) fn print(text: &str) {
    // Asked once: the answer takes system calls, and a story has many lines.
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

/// Prints a line that was said at `time`, to a tenth of a second.
pub(crate) fn timed(time: Duration, text: &str) {
    print(&format!("[{:5.1}s] {text}", time.as_secs_f64()));
}

/// Prints the line with this number, in an act that counts its lines.
pub(crate) fn numbered(number: Duration, text: &str) {
    print(&format!("[{:>6}] {text}", format!("#{}", number.as_secs() + 1)));
}

/// Prints a line of an act whose times are the machine's own and so differ by run.
pub(crate) fn unstamped(_: Duration, text: &str) {
    print(&format!("[     ~] {text}"));
}

/// A duration as stories say it: in seconds, to a tenth, so that the real clock's
/// microseconds make no difference.
pub fn seconds(duration: Duration) -> String {
    let tenths = (duration.as_secs_f64() * 10.0).round() / 10.0;
    format!("{tenths} s")
}
