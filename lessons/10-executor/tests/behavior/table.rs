//! The table of behaviors: the expectations, their check, and the Markdown.
//!
//! A cell is a behavior and what is expected of it, or the reason why nothing can be
//! expected.

use std::{fmt::Write, panic::catch_unwind};

pub(crate) struct Row {
    pub(crate) question: &'static str,
    /// In the order of [`COLUMNS`].
    pub(crate) cells: [Cell; 3],
}

pub(crate) const COLUMNS: [&str; 3] =
    ["our loop", "tokio, current thread", "tokio, multi-thread"];

pub(crate) enum Cell {
    /// How to observe the behavior, and what is expected.
    Does(fn() -> String, &'static str),
    /// The reason why nothing can be expected.
    NotPromised(&'static str),
}

impl Row {
    /// One line for each executor that does not do what is expected.
    pub(crate) fn surprises(&self) -> Vec<String> {
        let cells = COLUMNS.iter().zip(&self.cells);
        let surprise = |(executor, cell): (_, &Cell)| match cell {
            Cell::NotPromised(_) => None,
            Cell::Does(observe, expected) => {
                let observed =
                    catch_unwind(observe).unwrap_or_else(|_| "it panics".into());
                (observed != *expected).then(|| {
                    let question = self.question;
                    format!("{question}, {executor}: expected `{expected}`, observed `{observed}`\n")
                })
            }
        };
        cells.filter_map(surprise).collect()
    }
}

pub(crate) fn markdown(rows: &[Row]) -> String {
    let mut table = format!("| | {} |\n|---|---|---|---|\n", COLUMNS.join(" | "));
    for Row { question, cells } in rows {
        let [ours, current_thread, multi_thread] = cells.each_ref().map(Cell::text);
        let cells = format!("{ours} | {current_thread} | {multi_thread}");
        writeln!(table, "| {question} | {cells} |")
            .expect("writing to a string never fails");
    }
    table
}

impl Cell {
    fn text(&self) -> String {
        match self {
            Self::Does(_, expected) => (*expected).into(),
            Self::NotPromised(reason) => format!("not promised: {reason}"),
        }
    }
}
