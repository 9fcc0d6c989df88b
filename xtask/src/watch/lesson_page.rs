//! The lesson's page on the screen, with what is folded in it.

use super::wrap;
use crate::render::page;
use std::{collections::BTreeSet, ops::Range};

/// Longer lines are hard to read.
const READABLE: usize = 84;

pub(super) struct LessonPage {
    text: String,
    /// The numbers of the folds that are open.
    open: BTreeSet<usize>,
    /// The rows at which folds begin, as last drawn, and the folds' numbers.
    folds: Vec<(usize, usize)>,
}

impl LessonPage {
    pub(super) fn new(text: String) -> Self {
        Self { text, open: BTreeSet::new(), folds: Vec::new() }
    }

    pub(super) fn rows(&mut self, columns: usize) -> Vec<String> {
        let width = columns.min(READABLE);
        let lines = page::lines(&self.text, width, |it| self.open.contains(&it));
        let mut rows = Vec::new();
        self.folds.clear();
        for line in lines {
            self.folds.extend(line.fold.map(|it| (rows.len(), it)));
            match line.text.is_empty() {
                true => rows.push(String::new()),
                false => rows.extend(wrap::rows(&line.text, width)),
            }
        }
        rows
    }

    /// Opens the first fold that is closed in the rows that are seen; if none is, closes
    /// those that begin there.
    pub(super) fn open_or_close(&mut self, seen: &Range<usize>) {
        let seen = self.folds.iter().filter(|(row, _)| seen.contains(row));
        let seen = Vec::from_iter(seen.map(|(_, fold)| *fold));
        match seen.iter().find(|it| !self.open.contains(it)) {
            Some(closed) => _ = self.open.insert(*closed),
            None => self.open.retain(|it| !seen.contains(it)),
        }
    }
}
