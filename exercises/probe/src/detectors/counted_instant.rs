//! A time that counts how often it is compared. The check controls its clock.

use crate::time;
use std::{
    cell::Cell,
    cmp::Ordering,
    fmt::{self, Debug, Display},
    time::Duration,
};

thread_local! {
    static COMPARED: Cell<u64> = const { Cell::new(0) };
}

/// How many order comparisons of [`CountedInstant`]s this thread has made. The number
/// distinguishes a heap, a tree, or a sorted list from a linear search.
pub fn comparisons() -> u64 {
    COMPARED.get()
}

/// A time in whole milliseconds.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct CountedInstant(u64);

impl CountedInstant {
    /// A time in milliseconds since the start of the clock.
    pub fn new(millis: u64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the start of the clock. Comparing these numbers does not
    /// count.
    pub fn millis(self) -> u64 {
        self.0
    }
}

impl Ord for CountedInstant {
    fn cmp(&self, other: &Self) -> Ordering {
        COMPARED.set(COMPARED.get() + 1);
        self.0.cmp(&other.0)
    }
}

impl PartialOrd for CountedInstant {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Display for CountedInstant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&time(Duration::from_millis(self.0)))
    }
}

/// Same as `Display`, so that an `Option` of a time prints readably.
impl Debug for CountedInstant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_comparisons_by_order_count() {
        let [one, other] = [3, 1500].map(CountedInstant::new);
        let before = comparisons();
        assert!(one < other && one.max(other) == other);
        assert_eq!(comparisons() - before, 2);
        assert_ne!(one, other);
        assert!(one.millis() < other.millis());
        assert_eq!(comparisons() - before, 2);
        assert_eq!(format!("{other} {:?}", Some(one)), "1.5 s Some(0.003 s)");
    }
}
