//! The numbers are right up to the largest limit. Each number is computed with the
//! abacus, and not too early.

#[path = "../fib_under.rs"]
mod fib_under;

use probe::{
    Pulled, Rng, ensure, pull,
    words::{last_few, plural, times},
};
use std::{cell::Cell, iter::successors, rc::Rc};

#[test]
fn yields_the_numbers_below_the_limit() {
    let drawn = Rng::new().range(1000..1_000_000_000);
    for limit in [100, 2, 1, 0, 3, 13, drawn, u64::MAX] {
        let it = pulled(limit, 200);
        let (numbers, expected) = (it.items(), below(limit));
        // A solution that always begins with the same numbers exceeds only small
        // limits, but one that always yields an extra number exceeds every limit.
        let is_included = || {
            let is_right = |it| pulled(it, 200).items() == below(it);
            limit > 1
                && [2, 13].into_iter().all(includes_the_limit)
                && [4, 100].into_iter().all(is_right)
        };
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
    // A solution may start with two or three known numbers. Each further number takes
    // an addition.
    let additions = plural(used, "addition");
    let measured = format!("it yields {numbers} numbers with {additions}");
    ensure!(it, used + 3 >= numbers, None, "{measured} on the abacus");
    // A solution may be two numbers ahead, but must not compute any number twice.
    let most = numbers + 2;
    ensure!(it, used <= most, None, "{measured}; at most {most} are allowed");
}

#[test]
fn computes_nothing_before_it_is_pulled() {
    let it = pulled(u64::MAX, 3);
    let (ahead, used) = (it.seen[0], it.seen[3]);
    // There are 94 numbers, and listing them takes about as many additions. If only
    // the first few are computed too early, something else is the cause.
    let listed = |used| (used > 50).then_some("a-list-will-do");
    let measured = format!("it uses the abacus {}", times(ahead));
    ensure!(it, ahead == 0, listed(ahead), "{measured} before the first pull");
    // A body may be one or two numbers ahead, but not more.
    let measured = format!("it uses the abacus {} in 3 pulls", times(used));
    ensure!(it, used <= 5, listed(used), "{measured}; at most 5 times are allowed");
    let numbers = it.items();
    ensure!(it, numbers == [0, 1, 1], None, "the first three are {numbers:?}");
}

/// Pulls the numbers, and records how often the abacus was used.
fn pulled(limit: u64, pulls: usize) -> Pulled<u64, usize> {
    let abacus = Abacus::default();
    // A generator must not be pulled after its end.
    let numbers = || fib_under::fib_under(limit, abacus.clone()).fuse();
    let given = format!("the limit {limit}");
    let pulled = pull(given, pulls, numbers, || abacus.used.get());
    pulled.unharmed(abacus.overflowed.get().then_some("next-always-fits"))
}

/// Whether the numbers include this limit, which is a Fibonacci number.
fn includes_the_limit(limit: u64) -> bool {
    pulled(limit, 200).items().strip_prefix(&*below(limit)) == Some(&[limit])
}

/// The expected numbers, computed with a wider type.
fn below(limit: u64) -> Vec<u64> {
    let pairs = successors(Some((0_u128, 1)), |&(a, b)| Some((b, a + b)));
    let numbers = pairs.map(|(a, _)| a).take_while(|&it| it < u128::from(limit));
    numbers.map(|it| it.try_into().expect("it is below a u64")).collect()
}

/// Describes the first wrong number, with the last few before it.
fn first_difference(numbers: &[u64], expected: &[u64]) -> String {
    let place = (0..).find(|&it| numbers.get(it) != expected.get(it));
    let place = place.expect("they differ, and neither is endless");
    let so_far = &numbers[..numbers.len().min(place + 1)];
    let list = format!("it yields {}", last_few(so_far));
    match (numbers.get(place), expected.get(place)) {
        (None, Some(next)) => {
            format!("{list} and ends, but {next} is below the limit")
        }
        (Some(_), Some(next)) => format!("{list}; the last number should be {next}"),
        (_, None) => format!("{list}; the last number is one too many"),
    }
}

/// Adds, and counts its additions. Clones refer to the same abacus.
#[derive(Clone, Debug, Default)]
pub struct Abacus {
    used: Rc<Cell<usize>>,
    overflowed: Rc<Cell<bool>>,
}

impl Abacus {
    /// The sum of `a` and `b`, or `None` if it is more than `u64::MAX`.
    pub fn add(&self, a: u64, b: u64) -> Option<u64> {
        self.used.update(|it| it + 1);
        let sum = a.checked_add(b);
        self.overflowed.set(self.overflowed.get() || sum.is_none());
        sum
    }
}
