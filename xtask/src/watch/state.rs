//! What is known while we watch, and what is shown of it.

use super::exercise_state::ExerciseState;
use crate::{
    course::{Course, Exercise},
    grading::graded::Graded,
    terminal::{error::Error, width},
};
use std::time::{Duration, Instant};

/// All that the screen shows.
pub(super) struct State<'a> {
    course: &'a Course,
    /// What is known of each exercise, in learning order.
    pub(super) known: Vec<ExerciseState<'a>>,
    current: usize,
    /// Whether the current one was chosen; if not, the first unsolved one will be.
    chosen: bool,
    pub(super) page: Page,
    /// The first row of the page that is seen.
    pub(super) scroll: usize,
    /// The first row when the end is seen, and how many rows are, as last drawn.
    pub(super) last: usize,
    pub(super) room: usize,
    /// The columns of the screen, when it was last drawn.
    pub(super) columns: usize,
    /// What the grader is at, for which exercises, and how wide it draws.
    pub(super) busy: Option<Busy>,
    grading: Vec<usize>,
    grading_width: usize,
    /// The untouched exercise whose check is built ahead of the first save.
    ahead: Option<usize>,
    /// Whether that has failed: then it waits until something changes.
    ahead_failed: bool,
    /// Why nothing can be graded; nothing is tried again until it goes.
    pub(super) error: Option<Error>,
    /// When the current one was saved, and how long the verdict took from there.
    saved: Option<Instant>,
    pub(super) took: Option<Duration>,
}

/// What the grader is at.
pub(super) enum Busy {
    Words(String),
    /// The check runs since then, and no longer than this.
    Runs(Instant, Duration),
}

/// What is shown between the head and the foot.
pub(super) enum Page {
    Verdict,
    /// A text with a title.
    Text {
        title: String,
        text: String,
    },
    /// The levels of the hint that were asked for.
    Hint {
        title: String,
        text: String,
    },
    /// The story so far, and whether it goes on.
    Story {
        lines: Vec<String>,
        goes_on: bool,
    },
    /// The list, with one chosen.
    List(usize),
}

impl<'a> State<'a> {
    pub(super) fn new(course: &'a Course, start: Option<usize>) -> Self {
        let mut state = Self {
            course,
            known: course.exercises().map(ExerciseState::new).collect(),
            current: start.unwrap_or_default(),
            chosen: start.is_some(),
            page: Page::Verdict,
            scroll: 0,
            last: 0,
            room: 0,
            columns: 80,
            busy: None,
            grading: Vec::new(),
            grading_width: 0,
            ahead: None,
            ahead_failed: false,
            error: None,
            saved: None,
            took: None,
        };
        state.look_at_untouched(course);
        if !state.known.iter().any(ExerciseState::needs_verdict) {
            state.choose_first();
        }
        state
    }

    /// Looks which exercises are as they were given. Without a lock file, every exercise
    /// counts as begun.
    pub(super) fn look_at_untouched(&mut self, course: &Course) {
        for known in &mut self.known {
            known.is_untouched =
                course.is_untouched(known.exercise).unwrap_or(false);
        }
    }

    /// Begins with the first unsolved exercise, unless another one was chosen.
    fn choose_first(&mut self) {
        if !self.chosen {
            self.current = self.first_unsolved(None).unwrap_or_default();
            self.chosen = true;
        }
    }

    pub(super) fn current(&self) -> usize {
        self.current
    }

    pub(super) fn exercise(&self) -> &'a Exercise {
        self.known[self.current].exercise
    }

    /// Whether it is decided which exercise is the current one.
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

    /// The exercise to go on to, if one is left.
    pub(super) fn next(&self) -> Option<usize> {
        self.first_unsolved(Some(self.current))
    }

    fn first_unsolved(&self, current: Option<usize>) -> Option<usize> {
        let exercises: Vec<_> = self.known.iter().map(|it| it.exercise).collect();
        let order = self.course.order(&exercises, current);
        order.into_iter().find(|it| !self.is_solved(*it))
    }

    /// Whether it is known of each whether it is solved, so that they can be counted.
    pub(super) fn has_seen_all(&self) -> bool {
        self.known.iter().all(|it| it.is_untouched || it.graded.is_some())
    }

    /// When the verdict on the screen was true, if another one is being made.
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

    /// What is to be graded now: the current exercise, or else all whose verdict is old.
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

    /// The untouched exercise to build ahead, when there is nothing else to do: so the first
    /// save has its verdict as soon as every other one, and what the given file does can be
    /// told.
    pub(super) fn take_ahead(&mut self) -> Option<usize> {
        let which = self.wanted_ahead()?;
        self.begin(&[which]);
        self.ahead = Some(which);
        Some(which)
    }

    /// The current exercise, or else the one to go on to.
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

    /// Whether a check is built ahead.
    pub(super) fn is_ahead(&self) -> bool {
        self.busy.is_some() && self.ahead.is_some()
    }

    /// Whether a check is built ahead while another one is wanted sooner.
    pub(super) fn is_ahead_of_another(&self) -> bool {
        self.is_ahead() && self.ahead != self.wanted_ahead()
    }

    /// Whether the learner waits for a verdict, or for one that fits the screen.
    pub(super) fn is_urgent(&self) -> bool {
        let known = &self.known[self.current];
        let fits = known.graded.is_none() || known.width == self.width();
        let is_old = known.needs_verdict() || !fits && !known.is_untouched;
        self.chosen && self.error.is_none() && is_old
    }

    /// Whether the grader draws for a screen of another width.
    pub(super) fn is_misdrawing(&self) -> bool {
        self.busy.is_some() && self.grading_width != self.width()
    }

    /// Whether the grader is at work on others.
    pub(super) fn is_idle_work(&self) -> bool {
        self.busy.is_some() && !self.grading.contains(&self.current)
    }

    pub(super) fn progress(&mut self, busy: Busy) {
        self.busy = Some(busy);
    }

    /// These exercises have new texts. If the current one is not among them, the first is
    /// what the learner works at.
    pub(super) fn saved(&mut self, which: &[usize], now: Instant) {
        for index in which {
            self.known[*index].is_old = true;
        }
        if !which.contains(&self.current) || !self.chosen {
            self.current = *which.first().unwrap_or(&self.current);
        }
        self.chosen = true;
        self.again();
        self.saved = Some(now);
    }

    /// What all of them are built with has changed.
    pub(super) fn all_is_old(&mut self) {
        for known in &mut self.known {
            known.is_old = true;
        }
        self.error = None;
        self.ahead_failed = false;
        self.saved = None;
    }

    /// The verdict is wanted once more.
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
            // The learner waits for nothing: what is wrong is told when they do.
            Err(_) if self.ahead.is_some() => {
                self.ahead_failed = true;
                return;
            }
            // What is old stays so, until the error is fixed and a check is asked for again.
            Err(error) => {
                self.error = Some(error);
                self.saved = None;
                return;
            }
            // Canceled: it will be asked again.
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
            // A learner who reads something else by now stays there.
            if matches!(self.page, Page::Verdict) {
                self.scroll = 0;
            }
        }
        self.choose_first();
    }

    /// Hears the story.
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
        self.page = page;
        (self.scroll, self.last) = (0, 0);
    }

    pub(super) fn go_to(&mut self, index: usize) {
        self.current = index;
        self.chosen = true;
        self.saved = None;
        self.took = None;
        self.show(Page::Verdict);
    }
}
