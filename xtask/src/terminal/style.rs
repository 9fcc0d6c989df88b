//! Styles for everything that is printed.

use anstyle::{AnsiColor, Color, Style};

pub(crate) const RED: Style = color(AnsiColor::Red).bold();
pub(crate) const GREEN: Style = color(AnsiColor::Green).bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const BOLD: Style = Style::new().bold();

const fn color(color: AnsiColor) -> Style {
    Style::new().fg_color(Some(Color::Ansi(color)))
}

/// The text with `margin` before every non-empty line.
pub(crate) fn indented(text: &str, margin: &str) -> String {
    let move_line = |line: &str| match line {
        "" => String::new(),
        line => format!("{margin}{line}"),
    };
    text.lines().map(move_line).collect::<Vec<_>>().join("\n")
}
