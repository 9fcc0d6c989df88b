//! Conservation: what was made is delivered or still there, once, and nothing else.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Keeps account of items, by value.
///
/// Equal items are counted: of two that were made, two must arrive. An item that is
/// delivered and queued as well is there twice. Clones are the same ledger.
#[derive(Clone, Debug)]
pub struct Ledger<T: Ord + Clone>(Arc<Mutex<BTreeMap<T, Account>>>);

#[derive(Clone, Copy, Debug, Default)]
struct Account {
    made: usize,
    /// Delivered, or still queued.
    there: usize,
}

impl<T: Ord + Clone> Ledger<T> {
    /// An empty ledger.
    pub fn new() -> Self {
        Self(Arc::default())
    }

    /// An item begins to exist.
    pub fn made(&self, item: T) {
        self.account(item, |it| it.made += 1);
    }

    /// An item has arrived.
    pub fn delivered(&self, item: T) {
        self.account(item, |it| it.there += 1);
    }

    /// An item has not arrived, but it is still somewhere at the end.
    pub fn queued(&self, item: T) {
        self.account(item, |it| it.there += 1);
    }

    /// The items that were made and are nowhere, in order; one that is missing twice
    /// stands there twice.
    pub fn lost(&self) -> Vec<T> {
        self.list(|it| it.made.saturating_sub(it.there))
    }

    /// The items that are there more often than they were made, in order, as often as
    /// they are too many. An item that nobody made is not among them.
    pub fn doubled(&self) -> Vec<T> {
        self.list(|it| match it.made {
            0 => 0,
            made => it.there.saturating_sub(made),
        })
    }

    /// The items that are there and that nobody made, in order.
    pub fn invented(&self) -> Vec<T> {
        self.list(|it| if it.made == 0 { it.there } else { 0 })
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
