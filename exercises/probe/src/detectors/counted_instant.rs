//! A time on a clock that a check sets, which counts how often times are compared.

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

/// How often [`CountedInstant`]s were compared by order on this thread. Heaps, trees,
/// and sorted lists need that, and how often tells them from a search through a list.
pub fn comparisons() -> u64 {
    COMPARED.get()
}

/// A time in whole milliseconds.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct CountedInstant(u64);

impl CountedInstant {
    /// So many milliseconds after the clock's beginning.
    pub fn new(millis: u64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the clock's beginning, to be compared without counting.
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

/// The same in both ways, so that an `Option` of one can be shown.
impl Debug for CountedInstant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_comparison_by_order_counts_and_nothing_else() {
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
