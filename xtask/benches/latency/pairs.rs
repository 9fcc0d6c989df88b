//! Times two commands in alternation, and computes the ratio of each pair.

use std::{
    process::Command,
    time::{Duration, Instant},
};

/// The header of the table.
pub(crate) const HEAD: &str = "\
what                                      ours: min median max     cargo: min median max    ratio  pairs";

/// How long `call` takes.
pub(crate) fn time(call: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    call();
    begun.elapsed()
}

/// Runs a command, which must succeed, and hides its output.
pub(crate) fn run(command: &mut Command) {
    let output = command.output().expect("it can be started");
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    assert!(output.status.success(), "{command:?}\n{said}");
}

/// Times `count` pairs of `ours` and `bare`, and prints the row.
pub(crate) fn row(
    what: &str,
    count: usize,
    mut ours: impl FnMut(usize) -> Duration,
    mut bare: impl FnMut(usize) -> Duration,
) {
    let (mut all_ours, mut all_bare, mut ratios) = (vec![], vec![], vec![]);
    for pair in 0..count {
        // The order alternates, because the first command of a pair may find a
        // colder cache.
        let (ours, bare) = match pair % 2 {
            0 => {
                let ours = ours(pair);
                (ours, bare(pair))
            }
            _ => {
                let bare = bare(pair);
                (ours(pair), bare)
            }
        };
        ratios.push(ours.as_secs_f64() / bare.as_secs_f64());
        all_ours.push(ours.as_secs_f64());
        all_bare.push(bare.as_secs_f64());
    }
    let ratio = spread(&mut ratios)[1];
    let (ours, bare) = (in_words(&mut all_ours), in_words(&mut all_bare));
    println!("{what:<40}  {ours}  {bare}  {ratio:>6.2}  {count:>5}");
}

fn in_words(seconds: &mut [f64]) -> String {
    let [min, median, max] = spread(seconds);
    format!("{min:>7.3} {median:>7.3} {max:>7.3}")
}

fn spread(numbers: &mut [f64]) -> [f64; 3] {
    numbers.sort_by(f64::total_cmp);
    let count = numbers.len();
    let median = (numbers[(count - 1) / 2] + numbers[count / 2]) / 2.0;
    [numbers[0], median, numbers[count - 1]]
}
