//! Compares the loop of this lesson with other loops: `cargo bench -p executor`.
//!
//! Each run measures all loops in turn, so if the machine is slow for a moment, that
//! affects all of them. Only the ratios matter. To select rows, name them: `cargo bench
//! -p executor -- switch spawn timers wake echo late growth memory`. `--quick` only
//! shows that everything runs. `--write-page` writes the table into `measured.md`.
//!
//! Each file in `figures` measures one row, and each file in `peers` is one loop.

mod figures;
mod heap;
mod laps;
mod pairs;
mod peers;
mod table;

use figures::{echo, growth, late, memory, spawn, switch, timers, wake};
use std::{env, process::exit};
use table::Row;

type Figure = (&'static str, fn(Effort) -> Vec<Row>);

/// The rows that can be selected, in the order of the table. Memory comes last, because
/// it leaves the heap in a state that would affect other measurements.
const FIGURES: [Figure; 8] = [
    ("switch", switch::rows),
    ("spawn", spawn::rows),
    ("timers", timers::rows),
    ("wake", wake::rows),
    ("echo", echo::rows),
    ("late", late::rows),
    ("growth", growth::rows),
    ("memory", memory::rows),
];

fn main() {
    let arguments: Vec<_> = env::args().skip(1).collect();
    // Cargo passes `--bench` to a bench. Without it, this is `cargo test --all-targets`, which
    // should not wait for benches.
    if !arguments.iter().any(|it| it == "--bench") {
        return;
    }
    let (flags, named): (Vec<_>, Vec<_>) =
        arguments.iter().partition(|it| it.starts_with('-'));
    let known = |it: &&&String| FIGURES.iter().any(|(name, _)| name == *it);
    let flag = ["--bench", "--quick", "--write-page"];
    let mut strange = flags.iter().filter(|it| !flag.contains(&it.as_str()));
    if let Some(it) = strange.next().or_else(|| named.iter().find(|it| !known(it))) {
        let names = FIGURES.map(|(name, _)| name).join(", ");
        fail(&format!("`{it}` is not one of {names}, --quick, --write-page"));
    }
    let has = |flag: &str| flags.iter().any(|it| *it == flag);
    if has("--write-page") && (has("--quick") || !named.is_empty()) {
        fail("`--write-page` needs all rows, and not `--quick`");
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
    if has("--write-page") {
        table::write_page(&rows).unwrap_or_else(|error| fail(&error));
    }
}

fn fail(what: &str) -> ! {
    eprintln!("{what}");
    exit(1)
}

/// How much work a run does.
#[derive(Clone, Copy)]
struct Effort {
    is_quick: bool,
}

impl Effort {
    /// `many`, or for a quick run a thousandth of it, but at least 10.
    fn of(self, many: u32) -> u32 {
        if self.is_quick { (many / 1_000).max(10) } else { many }
    }
}
