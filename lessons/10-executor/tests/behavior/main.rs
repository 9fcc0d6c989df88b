//! Runs the same tests on three executors: ours, and tokio's current-thread and
//! multi-thread runtimes.
//!
//! A behavior is a function that runs on an [`executors::Executor`] and returns what
//! happened, in words. [`rows::ROWS`] says what is expected of each executor. The table
//! in `measured.md` is generated from it. If a newer tokio behaves differently, this
//! test fails and says how.

mod ends;
mod executors;
mod fairness;
mod log;
mod on_tokio;
mod ours;
mod rows;
mod table;
mod tasks;
mod timers;
mod wakes;

use rows::ROWS;
use std::{env, fs, path::Path};
use table::Row;

const BEGIN: &str = "<!-- behavior:begin -->\n";
const END: &str = "<!-- behavior:end -->";

#[test]
fn every_executor_does_what_the_table_says() {
    let surprises: String = ROWS.iter().flat_map(Row::surprises).collect();
    assert!(surprises.is_empty(), "\n{surprises}");
}

#[test]
fn the_page_has_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("measured.md");
    let page =
        fs::read_to_string(&path).expect("the lesson has a page of measurements");
    let page = page.replace("\r\n", "\n");
    let (before, rest) =
        page.split_once(BEGIN).expect("the page marks where the table begins");
    let (shown, after) =
        rest.split_once(END).expect("the page marks where the table ends");
    let table = format!("\n{}\n", table::markdown(&ROWS));
    if env::var_os("UPDATE_PAGE").is_some() {
        let page = format!("{before}{BEGIN}{table}{END}{after}");
        fs::write(&path, page).expect("the page can be written");
    } else {
        let advice =
            "run this test with UPDATE_PAGE=1 to write the table into measured.md";
        assert_eq!(shown, table, "{advice}");
    }
}
