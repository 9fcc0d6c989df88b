//! Compares the runner's latency with plain cargo's: `cargo bench -p xtask --bench
//! latency`.
//!
//! The benchmark works in copies of the course that are in the target directory. In
//! the copies, every exercise is solved. Each row alternates between two commands
//! and prints the median of the ratios; the seconds show the spread. To run only
//! some rows, name them: `cargo bench -p xtask --bench latency -- edit watch
//! unchanged cold growth prove`.

mod copy;
mod pairs;
mod rows;
#[cfg(target_os = "linux")]
#[path = "../../tests/runner/terminal.rs"]
#[expect(dead_code, reason = "the tests use more of it than the benchmark does")]
mod terminal;
#[cfg(target_os = "linux")]
mod watch;

use std::env;

fn main() {
    // Cargo passes `--bench`.
    let named: Vec<_> =
        env::args().skip(1).filter(|it| !it.starts_with('-')).collect();
    let wanted = |row: &str| named.is_empty() || named.iter().any(|it| it == row);
    println!("{}", pairs::HEAD);
    if wanted("edit") {
        rows::edit();
    }
    #[cfg(target_os = "linux")]
    if wanted("watch") {
        watch::row_of_watch();
    }
    if wanted("unchanged") {
        rows::unchanged();
    }
    if wanted("growth") {
        rows::growth();
    }
    if wanted("prove") {
        rows::prove();
    }
    if wanted("cold") {
        rows::cold();
    }
}
