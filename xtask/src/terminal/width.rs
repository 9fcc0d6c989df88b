//! The width of pictures and paragraphs, in columns.

/// The maximum width, because longer lines are hard to read. It is also the width if the
/// output is not a terminal.
pub(crate) const WIDEST: usize = 72;

/// The minimum width: narrower pictures would be unreadable.
const NARROWEST: usize = 30;

/// The width of text that is printed with a margin of four columns.
pub(crate) fn of_terminal() -> usize {
    let columns = terminal_size::terminal_size().map(|(width, _)| width.0);
    columns.map_or(WIDEST, |columns| inside(usize::from(columns), 4))
}

/// The width that remains of `columns` after `margin`, clamped to the limits.
pub(crate) fn inside(columns: usize, margin: usize) -> usize {
    columns.saturating_sub(margin).clamp(NARROWEST, WIDEST)
}
