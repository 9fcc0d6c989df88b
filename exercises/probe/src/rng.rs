//! Pseudorandom numbers that differ from run to run. A rejection prints their seed.
//!
//! Setting the environment variable `PROBE_SEED` to that seed repeats the run.

use std::{
    cell::RefCell,
    hash::{BuildHasher, Hasher, RandomState},
    ops::Range,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
};

/// Chosen once per process, so that one seed repeats all of its tests.
static SEED: OnceLock<u64> = OnceLock::new();

thread_local! {
    /// True if this thread's test has created an [`Rng`].
    static DRAWN: RefCell<Arc<AtomicBool>> = RefCell::default();
}

/// A source of numbers. All sources of a process start with the same seed.
pub struct Rng(u64);

impl Rng {
    /// Creates a generator that starts with the seed of this process.
    ///
    /// # Panics
    ///
    /// If `PROBE_SEED` is set and is not a number.
    pub fn new() -> Self {
        let seed = SEED.get_or_init(|| match std::env::var(protocol::env::SEED) {
            Ok(seed) => seed.parse().expect("PROBE_SEED must be a number"),
            Err(_) => RandomState::new().build_hasher().finish() % 1_000_000,
        });
        DRAWN.with_borrow(|it| it.store(true, Relaxed));
        Self(*seed)
    }

    /// A number from `range`.
    pub fn range(&mut self, range: Range<u64>) -> u64 {
        range.start + self.next() % (range.end - range.start)
    }

    /// Shuffles `items` in place.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.range(0..last as u64 + 1) as usize);
        }
    }

    /// The items in a shuffled order.
    pub fn shuffled<T>(&mut self, items: impl IntoIterator<Item = T>) -> Vec<T> {
        let mut items: Vec<_> = items.into_iter().collect();
        self.shuffle(&mut items);
        items
    }

    /// `count` different numbers from `range`, unsorted.
    ///
    /// # Panics
    ///
    /// If the range contains fewer numbers than that.
    pub fn distinct(&mut self, count: usize, range: Range<u64>) -> Vec<u64> {
        let size = range.end.saturating_sub(range.start);
        assert!(count as u64 <= size, "{range:?} has only {size} numbers");
        let mut numbers = Vec::with_capacity(count);
        while numbers.len() < count {
            let number = self.range(range.clone());
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        numbers
    }

    /// `count` different ids below 100, unsorted.
    ///
    /// # Panics
    ///
    /// If `count` is greater than 100.
    pub fn ids(&mut self, count: usize) -> Vec<usize> {
        self.distinct(count, 0..100).into_iter().map(|id| id as usize).collect()
    }

    /// SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number
    /// generators", 2014.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

impl Default for Rng {
    fn default() -> Self {
        Self::new()
    }
}

/// The seed, if the test of the calling thread has created an [`Rng`].
pub(crate) fn drawn() -> Option<u64> {
    let has_drawn = DRAWN.with_borrow(|it| it.load(Relaxed));
    SEED.get().copied().filter(|_| has_drawn)
}

/// Returns a function for another thread to call. The function makes that thread part
/// of the same test as the thread that called `same_test`.
pub(crate) fn same_test() -> impl FnOnce() + Send {
    let drawn = DRAWN.with_borrow(Arc::clone);
    move || drop(DRAWN.replace(drawn))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_sources_of_a_process_return_the_same_numbers() {
        let draw = || {
            let mut rng = Rng::new();
            [(); 20].map(|()| rng.range(0..1000))
        };
        assert_eq!(draw(), draw());
    }

    #[test]
    fn numbers_stay_within_their_range_and_cover_it() {
        let mut rng = Rng(1);
        let numbers = [(); 200].map(|()| rng.range(3..7));
        assert!(numbers.iter().all(|it| (3..7).contains(it)));
        assert!((3..7).all(|it| numbers.contains(&it)));
    }

    #[test]
    fn shuffling_keeps_the_items_and_changes_their_order() {
        let sorted: Vec<_> = (0..50).collect();
        let mut items = Rng(1).shuffled(sorted.clone());
        assert_ne!(items, sorted);
        items.sort_unstable();
        assert_eq!(items, sorted);
    }

    #[test]
    fn distinct_numbers_can_use_up_the_range() {
        let mut numbers = Rng(1).distinct(20, 5..25);
        assert!(!numbers.is_sorted());
        numbers.sort_unstable();
        assert!(numbers.into_iter().eq(5..25));
        assert!(Rng(1).distinct(0, 3..3).is_empty());
    }

    #[test]
    #[should_panic(expected = "5..25 has only 20 numbers")]
    fn asking_for_more_distinct_numbers_than_the_range_has_panics() {
        Rng(1).distinct(21, 5..25);
    }
}
