//! What the runner adds to bare cargo, as ratios: `cargo bench -p xtask --bench latency`.
//!
//! It works in copies of the course under the target folder, in which every exercise is
//! solved. Each row runs two commands in turn, and tells the median of the ratios of the
//! pairs; the seconds are there to show their spread. Rows can be named:
//! `cargo bench -p xtask --bench latency -- edit watch unchanged cold growth prove`.

mod copy;
mod pairs;
mod rows;
#[cfg(target_os = "linux")]
#[path = "../../tests/runner/terminal.rs"]
#[expect(dead_code, reason = "the tests need more of it than the bench does")]
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
