//! The loop of this lesson beside loops of others: `cargo bench -p executor`.
//!
//! All that is compared is measured in one run, in turn, so that a slow moment of the
//! machine slows all alike, and what counts are ratios. Rows can be named:
//! `cargo bench -p executor -- switch spawn timers wake echo growth memory`. With `--quick`
//! it only shows that all of it runs; with `--write-readme` the table goes into the README.
//!
//! Each file in `figures` tells what one row measures, and each in `peers` what one loop
//! brings along.

mod figures;
mod heap;
mod laps;
mod pairs;
mod peers;
mod table;

use figures::{echo, growth, memory, spawn, switch, timers, wake};
use std::{env, process::exit};
use table::Row;

type Figure = (&'static str, fn(Effort) -> Vec<Row>);

/// What can be named, in the order of the table. Memory comes last: what it leaves of the
/// heap is no place to measure anything.
const FIGURES: [Figure; 7] = [
    ("switch", switch::rows),
    ("spawn", spawn::rows),
    ("timers", timers::rows),
    ("wake", wake::rows),
    ("echo", echo::rows),
    ("growth", growth::rows),
    ("memory", memory::rows),
];

fn main() {
    let arguments: Vec<_> = env::args().skip(1).collect();
    // Cargo passes it to a bench. Without it this is `cargo test --all-targets`, whose users
    // do not wait for benches.
    if !arguments.iter().any(|it| it == "--bench") {
        return;
    }
    let (flags, named): (Vec<_>, Vec<_>) =
        arguments.iter().partition(|it| it.starts_with('-'));
    let known = |it: &&&String| FIGURES.iter().any(|(name, _)| name == *it);
    let flag = ["--bench", "--quick", "--write-readme"];
    let mut strange = flags.iter().filter(|it| !flag.contains(&it.as_str()));
    if let Some(it) = strange.next().or_else(|| named.iter().find(|it| !known(it))) {
        let names = FIGURES.map(|(name, _)| name).join(", ");
        fail(&format!("{it} is none of {names}, --quick, --write-readme"));
    }
    let has = |flag: &str| flags.iter().any(|it| *it == flag);
    if has("--write-readme") && (has("--quick") || !named.is_empty()) {
        fail("the README wants all rows, and no quick ones");
    }
    let effort = Effort { is_quick: has("--quick") };
    let mut rows = Vec::new();
    for (name, figure) in FIGURES {
        if named.is_empty() || named.iter().any(|it| *it == name) {
            eprintln!("{name} ...");
            rows.extend(figure(effort));
        }
    }
    if has("--quick") {
        println!("Too quick to mean anything:");
    }
    println!("{}", table::plain(&rows));
    if has("--write-readme") {
        table::write_readme(&rows).unwrap_or_else(|error| fail(&error));
    }
}

fn fail(what: &str) -> ! {
    eprintln!("{what}");
    exit(1)
}

/// How much is to be done.
#[derive(Clone, Copy)]
struct Effort {
    is_quick: bool,
}

impl Effort {
    /// So many, or a thousandth of it, but 10 at least.
    fn of(self, many: u32) -> u32 {
        if self.is_quick { (many / 1_000).max(10) } else { many }
    }
}
