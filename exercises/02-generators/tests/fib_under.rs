//! The numbers are right up to the largest limit, each is computed with the abacus,
//! and none is computed before its time.

#[path = "../fib_under.rs"]
mod fib_under;

use probe::{Pulled, Rng, ensure, pull, words::times};
use std::{cell::Cell, iter::successors, rc::Rc};

#[test]
fn hands_out_the_numbers_below_the_limit() {
    let drawn = Rng::new().range(1000..1_000_000_000);
    for limit in [100, 2, 1, 0, 3, drawn, u64::MAX] {
        let it = pulled(limit, 200);
        let (numbers, expected) = (it.items(), below(limit));
        // A solution that always begins with the same numbers exceeds small limits
        // only.
        let is_included =
            || limit > 1 && includes_the_limit(2) && includes_the_limit(13);
        ensure!(
            it,
            numbers == expected,
            is_included().then_some("limit-is-included"),
            "{}",
            first_difference(&numbers, &expected)
        );
    }
}

#[test]
fn adds_with_the_abacus() {
    let it = pulled(1000, 200);
    let (numbers, used) = (it.items().len(), it.seen[200]);
    // It may start with two or three numbers; the others each take an addition.
    let measured = "numbers are handed out, and the abacus is used";
    ensure!(it, used + 3 >= numbers, None, "{numbers} {measured} {}", times(used));
}

#[test]
fn computes_nothing_before_it_is_pulled() {
    let it = pulled(u64::MAX, 3);
    let (ahead, used) = (it.seen[0], it.seen[3]);
    // There are 94 numbers. A list of them takes about as many additions; the first
    // few, computed in advance, have another reason.
    let listed = |used| (used > 50).then_some("a-list-will-do");
    let measured = "before the first pull the abacus is used,";
    ensure!(it, ahead == 0, listed(ahead), "{measured} {}", times(ahead));
    // A body may look ahead by a number or two; it may not run away.
    ensure!(it, used <= 5, listed(used), "3 pulls use the abacus {}", times(used));
    let numbers = it.items();
    ensure!(it, numbers == [0, 1, 1], None, "the first three are {numbers:?}");
}

/// Pulls at the numbers, and looks how often the abacus was used.
fn pulled(limit: u64, pulls: usize) -> Pulled<u64, usize> {
    let abacus = Abacus::default();
    // A generator may not be pulled after its end.
    let numbers = || fib_under::fib_under(limit, abacus.clone()).fuse();
    let given = format!("the limit {limit}");
    let pulled = pull(given, pulls, numbers, || abacus.used.get());
    pulled.unharmed(abacus.overflowed.get().then_some("next-always-fits"))
}

/// Whether the numbers go up to a limit that is one of them.
fn includes_the_limit(limit: u64) -> bool {
    pulled(limit, 200).items().strip_prefix(&*below(limit)) == Some(&[limit])
}

/// The expected numbers, computed with numbers that are wide enough.
fn below(limit: u64) -> Vec<u64> {
    let pairs = successors(Some((0_u128, 1)), |&(a, b)| Some((b, a + b)));
    let numbers = pairs.map(|(a, _)| a).take_while(|&it| it < u128::from(limit));
    numbers.map(|it| it.try_into().expect("it is below a u64")).collect()
}

/// What is wrong, with the numbers up to there: the last few are enough.
fn first_difference(numbers: &[u64], expected: &[u64]) -> String {
    let place = (0..).find(|&it| numbers.get(it) != expected.get(it));
    let place = place.expect("they differ, and neither is endless");
    let so_far = &numbers[..numbers.len().min(place + 1)];
    let skipped = if so_far.len() > 16 { so_far.len() - 4 } else { 0 };
    let before = if skipped > 0 { "…, " } else { "" };
    let list: Vec<_> = so_far[skipped..].iter().map(u64::to_string).collect();
    let list = format!("it hands out [{before}{}]", list.join(", "));
    match (numbers.get(place), expected.get(place)) {
        (None, Some(next)) => format!("{list} and ends, but {next} is below it"),
        (Some(_), Some(next)) => format!("{list}, where the last should be {next}"),
        (_, None) => format!("{list}, where the last is one too many"),
    }
}

/// Adds, and counts how often. Clones are the same abacus.
#[derive(Clone, Debug, Default)]
pub struct Abacus {
    used: Rc<Cell<usize>>,
    overflowed: Rc<Cell<bool>>,
}

impl Abacus {
    /// The sum of `a` and `b`, or `None` if it is more than a `u64` can hold.
    pub fn add(&self, a: u64, b: u64) -> Option<u64> {
        self.used.update(|it| it + 1);
        let sum = a.checked_add(b);
        self.overflowed.set(self.overflowed.get() || sum.is_none());
        sum
    }
}
