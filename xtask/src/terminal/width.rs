//! How wide pictures and paragraphs may be, in columns.

/// The width where no terminal has one of its own, and the widest there is: longer lines
/// are hard to read.
pub(crate) const WIDEST: usize = 72;

/// Narrower pictures show nothing.
const NARROWEST: usize = 30;

/// The width for what is printed, which is indented by four columns.
pub(crate) fn of_terminal() -> usize {
    let columns = terminal_size::terminal_size().map(|(width, _)| width.0);
    columns.map_or(WIDEST, |columns| inside(usize::from(columns), 4))
}

/// The width inside `margin` columns of so many.
pub(crate) fn inside(columns: usize, margin: usize) -> usize {
    columns.saturating_sub(margin).clamp(NARROWEST, WIDEST)
}
