//! The numbers are right up to the largest limit, and none is computed before its
//! time.

#[path = "../fib_under.rs"]
mod fib_under;

use fib_under::fib_under;
use probe::{Rng, is_todo, panic_words, reject};
use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
};

#[test]
fn hands_out_the_numbers_below_the_limit() {
    let drawn = Rng::new().range(1000..1_000_000_000);
    for limit in [100, 2, 1, 0, 3, drawn, u64::MAX] {
        let abacus = Abacus::default();
        let numbers = pull(limit, &abacus);
        let expected = below(limit);
        if numbers == expected {
            continue;
        }
        // Who always begins with the same numbers goes beyond small limits only.
        let included = limit > 1 && includes_the_limit(2) && includes_the_limit(13);
        let belief = included.then_some("limit-is-included");
        let measured = first_difference(&numbers, &expected);
        reject(belief, format!("below {limit} {measured}"));
    }
}

/// Whether the numbers go up to a limit that is one of them.
fn includes_the_limit(limit: u64) -> bool {
    let numbers = pull(limit, &Abacus::default());
    numbers.strip_prefix(&*below(limit)) == Some(&[limit])
}

/// What is wrong, with the numbers up to there. The last few will do.
fn first_difference(numbers: &[u64], expected: &[u64]) -> String {
    let mut pairs = numbers.iter().zip(expected);
    let place = pairs.position(|(a, b)| a != b);
    let place = place.unwrap_or(numbers.len().min(expected.len()));
    let so_far = &numbers[..numbers.len().min(place + 1)];
    let skipped = if so_far.len() > 16 { so_far.len() - 4 } else { 0 };
    let list: Vec<_> = so_far[skipped..].iter().map(u64::to_string).collect();
    let before = if skipped > 0 { "…, " } else { "" };
    let list = format!("it hands out [{before}{}]", list.join(", "));
    match (numbers.get(place), expected.get(place)) {
        (None, Some(next)) => format!("{list} and ends, but {next} is below it"),
        (Some(_), Some(next)) => format!("{list}, where the last should be {next}"),
        (_, None) => format!("{list}, where the last is one too many"),
    }
}

#[test]
fn adds_with_the_abacus() {
    let abacus = Abacus::default();
    let numbers = pull(1000, &abacus).len();
    let used = abacus.used();
    // Two or three of them may be where it starts; the others come of an addition
    // each.
    if used + 3 < numbers {
        reject(
            None,
            format!("it hands out {numbers} numbers and adds {}", times(used)),
        );
    }
}

fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

#[test]
fn computes_nothing_before_it_is_pulled() {
    let abacus = Abacus::default();
    let made = guarded(&abacus, || fib_under(u64::MAX, abacus.clone()));
    let used = abacus.used();
    // There are 94 numbers. Who makes a list of them adds about as often; who only
    // prepares the first ones has another reason.
    let listed = |used| (used > 50).then_some("a-list-will-do");
    if used > 0 {
        let measured = "before the first pull the abacus is used";
        reject(listed(used), format!("{measured}, {}", times(used)));
    }
    let pulls = 3;
    let numbers: Vec<_> = guarded(&abacus, || made.take(pulls).collect());
    let used = abacus.used();
    // A body may look ahead by a number or two; it may not run away.
    if used > pulls + 2 {
        let measured = format!("{pulls} pulls use the abacus {}", times(used));
        reject(listed(used), measured);
    }
    if numbers != [0, 1, 1] {
        reject(None, format!("the first three are {numbers:?}"));
    }
}

/// All the numbers, but not endlessly many.
fn pull(limit: u64, abacus: &Abacus) -> Vec<u64> {
    guarded(abacus, || fib_under(limit, abacus.clone()).take(200).collect())
}

/// Runs the learner's code, and finds out why it panicked if it did.
#[track_caller]
fn guarded<T>(abacus: &Abacus, code: impl FnOnce() -> T) -> T {
    let panic = match catch_unwind(AssertUnwindSafe(code)) {
        Ok(output) => return output,
        Err(panic) => panic,
    };
    let text = panic_words(&*panic).unwrap_or_default();
    if is_todo(&text) {
        reject(None, "there is still a `todo!()` in it");
    }
    let belief = if text.starts_with("Multiple values were yielded") {
        Some("yield-without-await")
    } else {
        abacus.overflowed().then_some("next-always-fits")
    };
    reject(belief, format!("it panicked: {text}"));
}

/// The truth, in numbers that are wide enough not to care.
fn below(limit: u64) -> Vec<u64> {
    let pairs = std::iter::successors(Some((0_u128, 1)), |&(a, b)| Some((b, a + b)));
    let numbers = pairs.map(|(a, _)| a).take_while(|&it| it < u128::from(limit));
    numbers.map(|it| it.try_into().expect("it is below a u64")).collect()
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

    fn used(&self) -> usize {
        self.used.get()
    }

    fn overflowed(&self) -> bool {
        self.overflowed.get()
    }
}
