//! The lesson's page on the screen, with its folded text.

use super::wrap::{self, into_view};
use crate::render::page;
use std::{collections::BTreeSet, ops::Range};

/// Longer lines are hard to read.
const READABLE: usize = 84;

pub(super) struct LessonPage {
    /// The lesson's directory, such as `06-gather`.
    pub(super) lesson: String,
    text: String,
    /// The numbers of the folds that are open.
    open: BTreeSet<usize>,
    /// The numbers of the folds, and the rows of each, as last drawn.
    folds: Vec<(usize, Range<usize>)>,
    /// The row at which each line begins, as last drawn.
    lines: Vec<usize>,
    /// What must be visible the next time the page is drawn.
    goal: Option<Goal>,
}

enum Goal {
    /// This row of the line with this number, at the top.
    Line(usize, usize),
    /// The fold with this number.
    Fold(usize),
}

impl LessonPage {
    pub(super) fn new(lesson: &str, text: String) -> Self {
        Self {
            lesson: lesson.to_owned(),
            text,
            open: BTreeSet::new(),
            folds: Vec::new(),
            lines: Vec::new(),
            goal: None,
        }
    }

    /// The page's Markdown.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn rows(&mut self, columns: usize) -> Vec<String> {
        let width = columns.min(READABLE);
        let lines = page::lines(&self.text, width, |it| self.open.contains(&it));
        let mut rows = Vec::new();
        self.folds.clear();
        self.lines.clear();
        for line in lines {
            let start = rows.len();
            self.lines.push(start);
            match line.text.is_empty() {
                true => rows.push(String::new()),
                false => rows.extend(wrap::rows(&line.text, width)),
            }
            let Some(fold) = line.fold else { continue };
            match self.folds.last_mut().filter(|(it, _)| *it == fold) {
                Some((_, range)) => range.end = rows.len(),
                None => self.folds.push((fold, start..rows.len())),
            }
        }
        rows
    }

    /// The first row to show: `scroll`, unless something else must be visible. The screen
    /// has `room` rows.
    pub(super) fn scrolled(&mut self, scroll: usize, room: usize) -> usize {
        let row = match self.goal.take() {
            Some(Goal::Line(line, row)) => {
                // At a different screen width, the line may have fewer rows.
                let next = self.lines.get(line + 1).copied().unwrap_or(usize::MAX);
                self.lines.get(line).map(|it| it.saturating_add(row).min(next - 1))
            }
            Some(Goal::Fold(fold)) => {
                let rows = self.folds.iter().find(|(it, _)| *it == fold);
                rows.map(|(_, rows)| into_view(rows, scroll, room))
            }
            None => None,
        };
        row.unwrap_or(scroll)
    }

    /// Keeps the reader's place: `scroll` is the row at the top of the screen. The next
    /// time, the page is drawn starting there.
    pub(super) fn keep_place(&mut self, scroll: usize) {
        let lines = self.lines.partition_point(|it| *it <= scroll);
        let line = lines.checked_sub(1);
        self.goal = line.map(|it| Goal::Line(it, scroll - self.lines[it]));
    }

    /// Opens the first closed fold in the visible rows; if there is none, closes the
    /// folds that begin there. If no fold begins there, closes the one that fills the
    /// screen, or else scrolls to a fold. Returns whether there was anything to do.
    pub(super) fn open_or_close(&mut self, seen: &Range<usize>) -> bool {
        let begins_there = |(_, rows): &&(_, Range<_>)| seen.contains(&rows.start);
        let folds = Vec::from_iter(self.folds.iter().filter(begins_there));
        let closed = folds.iter().find(|(it, _)| !self.open.contains(it));
        let around = self.folds.iter().find(|(_, it)| it.contains(&seen.start));
        if let Some((closed, _)) = closed {
            self.goal = Some(Goal::Fold(*closed));
            self.open.insert(*closed);
        } else if !folds.is_empty() {
            let seen = Vec::from_iter(folds.iter().map(|(fold, _)| *fold));
            self.open.retain(|it| !seen.contains(it));
        } else if let Some((fold, _)) = around {
            self.goal = Some(Goal::Fold(*fold));
            self.open.remove(fold);
        } else {
            let below = self.folds.iter().find(|(_, it)| it.start >= seen.end);
            let Some((fold, _)) = below.or(self.folds.last()) else { return false };
            self.goal = Some(Goal::Fold(*fold));
        }
        true
    }
}
