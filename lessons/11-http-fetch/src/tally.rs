//! Counts the pages that are there, and says so when it matters.

use crate::pages::PAGES;
use stage::say;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Clones count together.
#[derive(Clone, Default)]
pub(crate) struct Tally(Arc<AtomicU64>);

impl Tally {
    /// Of pages that come at the same instant, nobody knows which is first: only the last
    /// but one and the last are worth a line.
    pub(crate) fn got(&self, page: u64) {
        let there = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        if there == PAGES - 1 {
            say!("{there} pages are there");
        } else if there == PAGES {
            say!("all {there} are there, and the last was page {page}");
        }
    }
}
