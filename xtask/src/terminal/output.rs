//! Prints to standard output, and errors to standard error.

use super::{error::Error, style::RED};
use std::io::{ErrorKind, Write};

/// Prints to standard output. If the reader has closed the pipe, the program exits without
/// a message.
macro_rules! say {
    ($($text:tt)*) => {
        $crate::terminal::output::print(&format!($($text)*))
    };
}
pub(crate) use say;

pub(crate) fn print(text: &str) {
    let mut out = anstream::stdout().lock();
    if let Err(error) = writeln!(out, "{text}").and_then(|()| out.flush()) {
        if error.kind() != ErrorKind::BrokenPipe {
            complain(&Error::CannotPrint(error.to_string()));
        }
        std::process::exit(2);
    }
}

/// Prints an error.
pub(crate) fn complain(error: &Error) {
    anstream::eprintln!("{RED}error:{RED:#} {error}");
}
