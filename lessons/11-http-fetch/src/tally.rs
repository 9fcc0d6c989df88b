//! Counts the pages that have arrived, and prints the count at the end.

use crate::pages::PAGES;
use stage::say;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Clones share one count.
#[derive(Clone, Default)]
pub(crate) struct Tally(Arc<AtomicU64>);

impl Tally {
    /// Counts a page. Pages that arrive at the same time have no fixed order, so
    /// only the last two get a line.
    pub(crate) fn got(&self, page: u64) {
        let there = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        if there == PAGES - 1 {
            say!("{there} pages have arrived");
        } else if there == PAGES {
            say!("all {there} are there, and the last was page {page}");
        }
    }
}
