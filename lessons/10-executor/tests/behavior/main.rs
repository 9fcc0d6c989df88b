//! The same tests on three executors: ours, and tokio's on one thread and on many.
//!
//! A behavior is a function that runs on an [`executors::Executor`] and says what
//! happened. [`rows::ROWS`] has what each executor is expected to say; it is also the
//! table of the README. A newer tokio may say something else: this test tells what.

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
fn the_readme_has_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let page = fs::read_to_string(&path).expect("the lesson has a page");
    let page = page.replace("\r\n", "\n");
    let (before, rest) = page.split_once(BEGIN).expect("it says where it begins");
    let (shown, after) = rest.split_once(END).expect("it says where it ends");
    let table = format!("\n{}\n", table::markdown(&ROWS));
    if env::var_os("UPDATE_README").is_some() {
        let page = format!("{before}{BEGIN}{table}{END}{after}");
        fs::write(&path, page).expect("the page can be written");
    } else {
        let advice =
            "with UPDATE_README=1, this test writes the table into the page";
        assert_eq!(shown, table, "{advice}");
    }
}
