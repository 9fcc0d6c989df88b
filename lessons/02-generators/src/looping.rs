//! A generator is an iterator, and iterators can be endless.

use genawaiter::rc::{Co, Gen};
use stage::say;

/// All odd numbers. While it's paused, the body keeps its place in the loop and its
/// `n`.
pub(crate) async fn odd_numbers(co: Co<u32>) {
    let mut n = 1;
    loop {
        co.yield_(n).await;
        n += 2;
    }
}

/// The same numbers without a generator. The closure runs from its first line each
/// time, so its state has to live outside it.
fn odd_numbers_by_closure() -> impl Iterator<Item = u32> {
    let mut n = 1;
    std::iter::from_fn(move || {
        let odd = n;
        n += 2;
        Some(odd)
    })
}

/// Takes five of each.
pub(crate) fn a_for_loop_pulls() {
    say!("for-loop:{}", five(Gen::new(odd_numbers)));
    say!("Rust: from_fn:{}", five(odd_numbers_by_closure()));
}

fn five(numbers: impl IntoIterator<Item = u32>) -> String {
    let mut line = String::new();
    for n in numbers.into_iter().take(5) {
        line += &format!(" {n}");
    }
    line
}
