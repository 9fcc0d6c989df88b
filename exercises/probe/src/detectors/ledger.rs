//! Conservation of items: each item that was made is delivered or still queued, exactly
//! once, and there are no others.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Counts items by value.
///
/// If two equal items were made, two must arrive. An item that was delivered but is
/// still queued counts twice. Clones share the same ledger.
#[derive(Clone, Debug)]
pub struct Ledger<T: Ord + Clone>(Arc<Mutex<BTreeMap<T, Account>>>);

#[derive(Clone, Copy, Debug, Default)]
struct Account {
    made: usize,
    /// Delivered or still queued.
    present: usize,
}

impl<T: Ord + Clone> Ledger<T> {
    /// An empty ledger.
    pub fn new() -> Self {
        Self(Arc::default())
    }

    /// Records that an item was made.
    pub fn made(&self, item: T) {
        self.account(item, |it| it.made += 1);
    }

    /// Records that an item has arrived.
    pub fn delivered(&self, item: T) {
        self.account(item, |it| it.present += 1);
    }

    /// Records that an item has not arrived but still exists at the end.
    pub fn queued(&self, item: T) {
        self.account(item, |it| it.present += 1);
    }

    /// The items that were made but are missing, sorted. An item that is missing twice
    /// appears twice.
    pub fn lost(&self) -> Vec<T> {
        self.list(|it| it.made.saturating_sub(it.present))
    }

    /// The items that are present more often than they were made, sorted. An item
    /// appears once for each surplus copy. Items that were never made are not included.
    pub fn doubled(&self) -> Vec<T> {
        self.list(|it| match it.made {
            0 => 0,
            made => it.present.saturating_sub(made),
        })
    }

    /// The items that are present but were never made, sorted.
    pub fn invented(&self) -> Vec<T> {
        self.list(|it| if it.made == 0 { it.present } else { 0 })
    }

    fn account(&self, item: T, change: impl FnOnce(&mut Account)) {
        let mut accounts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        change(accounts.entry(item).or_default());
    }

    fn list(&self, times: impl Fn(Account) -> usize) -> Vec<T> {
        let accounts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let items = accounts.iter();
        let items =
            items.flat_map(|(item, it)| std::iter::repeat_n(item, times(*it)));
        items.cloned().collect()
    }
}

impl<T: Ord + Clone> Default for Ledger<T> {
    fn default() -> Self {
        Self::new()
    }
}
