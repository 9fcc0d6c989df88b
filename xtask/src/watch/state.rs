//! Everything that `watch` knows, and which part of it is on the screen.

use super::{
    exercise_state::ExerciseState, lesson_page::LessonPage, list::List,
    text_search::TextSearch,
};
use crate::{
    course::{Course, Exercise},
    grading::graded::Graded,
    terminal::{error::Error, width},
};
use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

/// Everything that the screen shows.
pub(super) struct State<'a> {
    pub(super) course: &'a Course,
    /// What is known about each exercise, in learning order.
    pub(super) known: Vec<ExerciseState<'a>>,
    current: usize,
    /// True if the current exercise was chosen. Until then, `current` means nothing;
    /// once all are graded, the first unsolved one is chosen.
    chosen: bool,
    /// The exercise where the learner left off, until they go elsewhere or its verdict
    /// shows that it is not solved.
    left_at: Option<usize>,
    /// The exercise that the learner has gone to since the last call to `take_choice`.
    choice: Option<usize>,
    pub(super) page: Page,
    /// The search in the page's text, while its field is open. The list has its own
    /// search.
    pub(super) search: Option<TextSearch>,
    /// The lesson pages that the learner has left, each with the reader's place, by
    /// directory.
    pages: BTreeMap<String, LessonPage>,
    /// The first row of the page that is visible.
    pub(super) scroll: usize,
    /// As last drawn: the value of `scroll` at the end of the page, and how many rows
    /// fit.
    pub(super) last: usize,
    pub(super) room: usize,
    /// True if all failures are shown in full, instead of only the first one.
    pub(super) shows_all: bool,
    /// True if the compiler's long lines are wrapped instead of cut.
    pub(super) shows_long: bool,
    /// True if `e` can open an editor.
    pub(super) has_editor: bool,
    /// The width of the screen in columns, as last drawn.
    pub(super) columns: usize,
    /// What the grader is doing, for which exercises, and for which width.
    pub(super) busy: Option<Busy>,
    grading: Vec<usize>,
    grading_width: usize,
    /// The untouched exercise whose check is built before the first save.
    ahead: Option<usize>,
    /// True if that build has failed. It isn't retried until something changes.
    ahead_failed: bool,
    /// Why nothing can be graded. Nothing is retried until this is cleared.
    pub(super) error: Option<Error>,
    /// When the current exercise was saved, and how long it took from then to the
    /// verdict.
    saved: Option<Instant>,
    pub(super) took: Option<Duration>,
    /// What the last key did, if the page doesn't show it.
    pub(super) note: Option<String>,
}

/// What the grader is doing.
pub(super) enum Busy {
    Words(String),
    /// The check has been running since this instant, with this limit.
    Runs(Instant, Duration),
}

/// The content between the head and the legend.
pub(super) enum Page {
    Verdict,
    /// A text with a title.
    Text {
        title: String,
        text: String,
    },
    /// The levels of the hint that the learner has asked for.
    Hint {
        title: String,
        text: String,
    },
    /// The story's lines so far, and whether the story is still running.
    Story {
        lines: Vec<String>,
        goes_on: bool,
    },
    Lesson(LessonPage),
    List(List),
}

impl<'a> State<'a> {
    pub(super) fn new(course: &'a Course, start: Option<usize>) -> Self {
        let mut state = Self {
            course,
            known: course.exercises().map(ExerciseState::new).collect(),
            current: start.unwrap_or_default(),
            chosen: start.is_some(),
            left_at: None,
            choice: None,
            page: Page::Verdict,
            search: None,
            pages: BTreeMap::new(),
            scroll: 0,
            last: 0,
            room: 0,
            shows_all: false,
            shows_long: false,
            has_editor: true,
            columns: 80,
            busy: None,
            grading: Vec::new(),
            grading_width: 0,
            ahead: None,
            ahead_failed: false,
            error: None,
            saved: None,
            took: None,
            note: None,
        };
        state.look_at_untouched(course);
        if !state.known.iter().any(ExerciseState::needs_verdict) {
            state.choose_first();
        }
        state
    }

    /// Finds out which exercises still have their original contents. Without a lock file,
    /// every exercise counts as begun.
    pub(super) fn look_at_untouched(&mut self, course: &Course) {
        for known in &mut self.known {
            known.is_untouched =
                course.is_untouched(known.exercise).unwrap_or(false);
        }
    }

    /// Starts with the exercise where the learner left off, unless it turns out to be
    /// solved.
    pub(super) fn resume(&mut self, left_at: usize) {
        (self.current, self.chosen) = (left_at, true);
        let may_be_solved = !self.known[left_at].is_untouched;
        self.left_at = may_be_solved.then_some(left_at);
    }

    /// The exercise that the learner has gone to since the last call, if any.
    pub(super) fn take_choice(&mut self) -> Option<usize> {
        self.choice.take()
    }

    fn choose(&mut self, index: usize) {
        self.current = index;
        (self.chosen, self.choice, self.left_at) = (true, Some(index), None);
    }

    /// Chooses the next exercise, unless one has already been chosen.
    fn choose_first(&mut self) {
        if !self.chosen {
            let next = self.first_unsolved(self.left_at).or(self.left_at.take());
            self.current = next.unwrap_or_default();
            self.chosen = true;
        }
    }

    pub(super) fn current(&self) -> usize {
        self.current
    }

    pub(super) fn exercise(&self) -> &'a Exercise {
        self.known[self.current].exercise
    }

    /// True if there is a current exercise.
    pub(super) fn is_decided(&self) -> bool {
        self.chosen
    }

    pub(super) fn is_solved(&self, index: usize) -> bool {
        let known = &self.known[index];
        let is_solved = |it: &Graded| it.verdict.is_solved();
        !known.is_untouched && known.graded.as_ref().is_some_and(is_solved)
    }

    pub(super) fn solved(&self) -> usize {
        (0..self.known.len()).filter(|it| self.is_solved(*it)).count()
    }

    /// The exercise to go on to, if any is unsolved.
    pub(super) fn next(&self) -> Option<usize> {
        self.first_unsolved(Some(self.current))
    }

    fn first_unsolved(&self, current: Option<usize>) -> Option<usize> {
        let exercises: Vec<_> = self.known.iter().map(|it| it.exercise).collect();
        let order = self.course.order(&exercises, current);
        order.into_iter().find(|it| !self.is_solved(*it))
    }

    /// True if each exercise is known to be solved or unsolved, so that the solved ones
    /// can be counted.
    pub(super) fn has_seen_all(&self) -> bool {
        self.known.iter().all(|it| it.is_untouched || it.graded.is_some())
    }

    /// When the verdict on the screen was true, if it is out of date.
    pub(super) fn is_former(&self) -> Option<&'static str> {
        self.known[self.current].is_old.then_some(match self.saved {
            Some(_) => "before this save",
            None => "before this check",
        })
    }

    /// The width of pictures and paragraphs in a verdict.
    pub(super) fn width(&self) -> usize {
        width::inside(self.columns, 6)
    }

    /// The exercises to grade now: the current one, or if it has a verdict, all whose
    /// verdict is missing or out of date.
    pub(super) fn take_work(&mut self) -> Vec<usize> {
        if self.error.is_some() {
            return Vec::new();
        }
        let old = |index: &usize| self.known[*index].needs_verdict();
        let which = match self.is_urgent() {
            true => vec![self.current],
            false => (0..self.known.len()).filter(old).collect(),
        };
        self.begin(&which);
        which
    }

    fn begin(&mut self, which: &[usize]) {
        self.grading = which.to_vec();
        self.grading_width = self.width();
        let words = || Busy::Words("checking".to_owned());
        self.busy = (!which.is_empty()).then(words);
        self.ahead = None;
    }

    /// The untouched exercise to build in advance when there is nothing else to do. Then
    /// the first save gets its verdict as fast as every later save, and the page can show
    /// what the original file does.
    pub(super) fn take_ahead(&mut self) -> Option<usize> {
        let which = self.wanted_ahead()?;
        self.begin(&[which]);
        self.ahead = Some(which);
        Some(which)
    }

    /// The current exercise, or else the next one.
    fn wanted_ahead(&self) -> Option<usize> {
        let is_possible = self.chosen && self.error.is_none() && !self.ahead_failed;
        let mut both = [Some(self.current), self.next()].into_iter().flatten();
        let waits = |index: &usize| {
            let known = &self.known[*index];
            let fits = known.width == self.width() || *index != self.current;
            known.is_untouched && (known.is_old || !fits)
        };
        both.find(waits).filter(|_| is_possible)
    }

    /// True if a check is being built in advance.
    pub(super) fn is_ahead(&self) -> bool {
        self.busy.is_some() && self.ahead.is_some()
    }

    /// True if a check is being built in advance, but a different one is needed sooner.
    pub(super) fn is_ahead_of_another(&self) -> bool {
        self.is_ahead() && self.ahead != self.wanted_ahead()
    }

    /// True if the learner is waiting for a verdict, or for a verdict that fits the
    /// screen.
    pub(super) fn is_urgent(&self) -> bool {
        let known = &self.known[self.current];
        let fits = known.graded.is_none() || known.width == self.width();
        let is_old = known.needs_verdict() || !fits && !known.is_untouched;
        self.chosen && self.error.is_none() && is_old
    }

    /// True if the grader is drawing pictures for a different width.
    pub(super) fn is_misdrawing(&self) -> bool {
        self.busy.is_some() && self.grading_width != self.width()
    }

    /// True if the grader is working on other exercises.
    pub(super) fn is_idle_work(&self) -> bool {
        self.busy.is_some() && !self.grading.contains(&self.current)
    }

    pub(super) fn progress(&mut self, busy: Busy) {
        self.busy = Some(busy);
    }

    /// Records that these exercises were saved. If the current one is not among them, the
    /// first of them becomes the current one.
    pub(super) fn saved(&mut self, which: &[usize], now: Instant) {
        for index in which {
            self.known[*index].is_old = true;
        }
        let is_current = which.contains(&self.current) && self.chosen;
        let first = which.first().filter(|_| !is_current);
        self.choose(*first.unwrap_or(&self.current));
        self.again();
        self.note = None;
        self.saved = Some(now);
    }

    /// Records that a manifest has changed, so that every verdict is out of date.
    pub(super) fn all_is_old(&mut self) {
        for known in &mut self.known {
            known.is_old = true;
        }
        self.error = None;
        self.ahead_failed = false;
        self.saved = None;
    }

    /// Requests the verdict again.
    pub(super) fn again(&mut self) {
        self.known[self.current].is_old = true;
        self.known[self.current].is_wanted = true;
        self.error = None;
        self.ahead_failed = false;
        self.saved = None;
        self.took = None;
        self.show(Page::Verdict);
    }

    pub(super) fn graded(
        &mut self,
        which: &[usize],
        graded: Result<Option<Vec<Graded>>, Error>,
    ) {
        self.busy = None;
        match graded {
            // The learner is not waiting for this build, so its error is not shown.
            Err(_) if self.ahead.is_some() => {
                self.ahead_failed = true;
                return;
            }
            // Old verdicts stay out of date until the error is fixed and the learner
            // requests a check.
            Err(error) => {
                self.error = Some(error);
                self.saved = None;
                return;
            }
            // The grading was canceled; it will be repeated.
            Ok(None) => {}
            Ok(Some(graded)) => {
                for graded in graded {
                    let name = &graded.exercise.name;
                    let mut all = self.known.iter_mut();
                    let Some(known) = all.find(|it| it.exercise.name == *name)
                    else {
                        continue;
                    };
                    known.graded = Some(graded);
                    known.is_old = false;
                    known.is_wanted = false;
                    known.width = self.grading_width;
                }
            }
        }
        if which.contains(&self.current) {
            self.took = self.saved.take().map(|it| it.elapsed());
            // Don't scroll any other page while someone is reading it.
            if matches!(self.page, Page::Verdict) {
                self.scroll = 0;
            }
        }
        if self.left_at == Some(self.current) && which.contains(&self.current) {
            // If it is solved, go on to the next exercise, unless the learner has opened
            // a page.
            let is_over =
                self.is_solved(self.current) && matches!(self.page, Page::Verdict);
            self.chosen = !is_over;
            if !is_over {
                self.left_at = None;
            } else if !self.has_seen_all() {
                return;
            }
        }
        self.choose_first();
    }

    /// Shows the story that has just started.
    pub(super) fn listen(&mut self) {
        self.show(Page::Story { lines: Vec::new(), goes_on: true });
    }

    pub(super) fn is_listening(&self) -> bool {
        matches!(self.page, Page::Story { .. })
    }

    pub(super) fn told(&mut self, line: Option<String>) {
        if let Page::Story { lines, goes_on } = &mut self.page {
            match line {
                Some(line) => lines.push(line),
                None => *goes_on = false,
            }
        }
    }

    pub(super) fn show(&mut self, page: Page) {
        if let Page::Lesson(mut left) = std::mem::replace(&mut self.page, page) {
            left.keep_place(self.scroll);
            self.pages.insert(left.lesson.clone(), left);
        }
        self.search = None;
        (self.scroll, self.last) = (0, 0);
    }

    /// The current lesson's page with this text. A page that was opened earlier in this
    /// run looks the way its reader left it.
    pub(super) fn lesson_page(&mut self, text: String) -> LessonPage {
        let lesson = &self.exercise().folder;
        let left = self.pages.remove(lesson).filter(|it| it.text() == text);
        left.unwrap_or_else(|| LessonPage::new(lesson, text))
    }

    pub(super) fn go_to(&mut self, index: usize) {
        self.choose(index);
        self.shows_all = false;
        self.shows_long = false;
        self.saved = None;
        self.took = None;
        self.show(Page::Verdict);
    }
}
