//! What is known while we watch, and what is shown of it.

use super::keys::Wish;
use crate::{
    course::{Course, Exercise, next},
    grade::Graded,
    hint,
    message::Problem,
    solution,
};
use std::time::{Duration, Instant};

/// All that the screen shows.
pub(super) struct State<'a> {
    pub(super) exercises: Vec<&'a Exercise>,
    /// What is known of each, in the same order.
    pub(super) known: Vec<Known>,
    current: usize,
    /// Whether anybody has chosen the current one; if not, the first unsolved will be.
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
    /// Why nothing can be graded; nothing is tried again until it goes.
    pub(super) problem: Option<Problem>,
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

/// What is known of an exercise.
#[derive(Default)]
pub(super) struct Known {
    pub(super) graded: Option<Graded>,
    /// Whether its text is newer than that.
    pub(super) is_old: bool,
    /// What it asks for, as long as nobody has touched it, or nothing else is known.
    pub(super) task: Option<String>,
    /// Whether it is as it was given.
    pub(super) is_untouched: bool,
    /// The columns that it was drawn for.
    width: usize,
    /// How many levels of its hints were asked for.
    hints: usize,
    /// Whether the solution was asked for before it was solved.
    asked: bool,
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
        let exercises: Vec<_> = course.exercises().collect();
        let old = || Known { is_old: true, ..Known::default() };
        Self {
            known: exercises.iter().map(|_| old()).collect(),
            exercises,
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
            problem: None,
            saved: None,
            took: None,
        }
    }

    pub(super) fn current(&self) -> usize {
        self.current
    }

    pub(super) fn exercise(&self) -> &'a Exercise {
        self.exercises[self.current]
    }

    /// Whether it is decided which exercise is the current one.
    pub(super) fn is_decided(&self) -> bool {
        self.chosen
    }

    pub(super) fn is_solved(&self, index: usize) -> bool {
        let known = &self.known[index];
        known.graded.as_ref().is_some_and(|it| it.verdict.is_solved())
    }

    pub(super) fn solved(&self) -> usize {
        (0..self.known.len()).filter(|it| self.is_solved(*it)).count()
    }

    /// The exercise to go on to, if one is left.
    pub(super) fn next(&self) -> Option<usize> {
        self.first_unsolved(Some(self.current))
    }

    fn first_unsolved(&self, current: Option<usize>) -> Option<usize> {
        let order = next::order(&self.exercises, current);
        order.into_iter().find(|it| !self.is_solved(*it))
    }

    /// Whether each has had a verdict, so that they can be counted.
    pub(super) fn has_seen_all(&self) -> bool {
        self.known.iter().all(|it| it.graded.is_some())
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
        self.columns.saturating_sub(6).clamp(30, 72)
    }

    /// What is to be graded now: the current exercise, or else all whose verdict is old.
    pub(super) fn take_work(&mut self) -> Vec<usize> {
        if self.problem.is_some() {
            return Vec::new();
        }
        let old: Vec<_> =
            (0..self.known.len()).filter(|it| self.known[*it].is_old).collect();
        let which = match self.is_urgent() {
            true => vec![self.current],
            false => old,
        };
        self.grading.clone_from(&which);
        self.grading_width = self.width();
        let words = || Busy::Words("checking".to_owned());
        self.busy = (!which.is_empty()).then(words);
        which
    }

    /// Whether the learner waits for a verdict, or for one that fits the screen.
    pub(super) fn is_urgent(&self) -> bool {
        let known = &self.known[self.current];
        let fits = known.graded.is_none() || known.width == self.width();
        self.chosen && self.problem.is_none() && (known.is_old || !fits)
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
        self.problem = None;
        self.saved = None;
    }

    /// The verdict is wanted once more.
    pub(super) fn again(&mut self) {
        self.known[self.current].is_old = true;
        self.problem = None;
        self.saved = None;
        self.took = None;
        self.show(Page::Verdict);
    }

    pub(super) fn graded(
        &mut self,
        which: &[usize],
        graded: Result<Option<Vec<Graded>>, Problem>,
    ) {
        self.busy = None;
        match graded {
            // What is old stays so, until somebody mends it and asks again.
            Err(problem) => {
                self.problem = Some(problem);
                self.saved = None;
                return;
            }
            // Stopped: it will be asked again.
            Ok(None) => {}
            Ok(Some(graded)) => {
                for (index, graded) in which.iter().zip(graded) {
                    let known = &mut self.known[*index];
                    known.graded = Some(graded);
                    known.is_old = false;
                    known.width = self.grading_width;
                }
            }
        }
        if which.contains(&self.current) {
            self.took = self.saved.take().map(|it| it.elapsed());
            // Whoever reads something else by now stays where they read.
            if matches!(self.page, Page::Verdict) {
                self.scroll = 0;
            }
        }
        if !self.chosen {
            self.current = self.first_unsolved(None).unwrap_or_default();
            self.chosen = true;
        }
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

    fn show(&mut self, page: Page) {
        self.page = page;
        (self.scroll, self.last) = (0, 0);
    }

    fn go_to(&mut self, index: usize) {
        self.current = index;
        self.chosen = true;
        self.saved = None;
        self.took = None;
        self.show(Page::Verdict);
    }

    pub(super) fn grant(&mut self, course: &Course, wish: Wish) {
        let last = self.exercises.len() - 1;
        let is_solved = self.is_solved(self.current);
        // Two rows stay, so that the eye finds its place.
        let page = self.room.saturating_sub(2).max(1);
        match (wish, &mut self.page) {
            (Wish::Up, Page::List(chosen)) => *chosen = chosen.saturating_sub(1),
            (Wish::Down, Page::List(chosen)) => *chosen = (*chosen + 1).min(last),
            (Wish::PageUp, Page::List(chosen)) => {
                *chosen = chosen.saturating_sub(page);
            }
            (Wish::PageDown, Page::List(chosen)) => {
                *chosen = (*chosen + page).min(last);
            }
            (Wish::Home, Page::List(chosen)) => *chosen = 0,
            (Wish::End, Page::List(chosen)) => *chosen = last,
            (Wish::Choose, Page::List(chosen)) => {
                let chosen = *chosen;
                self.go_to(chosen);
            }
            (Wish::Choose, Page::Verdict) => {
                if let Some(next) = self.next().filter(|_| is_solved) {
                    self.go_to(next);
                }
            }
            (Wish::List, Page::List(_)) | (Wish::Back, _) => {
                self.show(Page::Verdict);
            }
            (Wish::List, _) => self.show(Page::List(self.current)),
            // As long as nobody knows which one is current, these mean nothing.
            (
                Wish::Next
                | Wish::Previous
                | Wish::Hint
                | Wish::Solution
                | Wish::Difference,
                _,
            ) if !self.chosen => {}
            (Wish::Next, _) => self.go_to((self.current + 1).min(last)),
            (Wish::Previous, _) => self.go_to(self.current.saturating_sub(1)),
            (Wish::Up, _) => self.scroll = self.scroll.saturating_sub(1),
            (Wish::Down, _) => self.scroll = self.scroll.saturating_add(1),
            (Wish::PageUp, _) => self.scroll = self.scroll.saturating_sub(page),
            (Wish::PageDown, _) => self.scroll = self.scroll.saturating_add(page),
            (Wish::Home, _) => self.scroll = 0,
            // The view knows where that is.
            (Wish::End, _) => self.scroll = usize::MAX,
            (Wish::Hint, _) => self.hint(course),
            (Wish::Solution, _) => self.solution(course),
            (Wish::Difference, _) => self.difference(course),
            (Wish::Choose | Wish::Run | Wish::Again | Wish::Quit, _) => {}
        }
    }

    fn hint(&mut self, course: &Course) {
        let exercise = self.exercise();
        let levels = match hint::levels(course, exercise) {
            Ok(levels) => levels,
            Err(problem) => return self.say("hint", problem.text()),
        };
        let goes_on = matches!(self.page, Page::Hint { .. });
        let known = &mut self.known[self.current];
        // Whoever comes back to it sees what they saw before, and may ask for more.
        if goes_on || known.hints == 0 {
            known.hints += 1;
        }
        known.hints = known.hints.min(levels.len());
        let shown = levels.iter().take(known.hints).map(|it| it.trim_end());
        let mut text = shown.collect::<Vec<_>>().join("\n\n");
        text.push_str(match known.hints < levels.len() {
            true => "\n\nh: the next level says more",
            false => "\n\nThat was the last level.",
        });
        let title = format!("hint {} of {}", known.hints, levels.len());
        let is_first = known.hints == 1;
        self.show(Page::Hint { title, text });
        if !is_first {
            // The newest level is the last one; the view knows where that is.
            self.scroll = usize::MAX;
        }
    }

    fn solution(&mut self, course: &Course) {
        let (exercise, solved) = (self.exercise(), self.is_solved(self.current));
        let known = &mut self.known[self.current];
        if !solved && !known.asked {
            known.asked = true;
            let text = "It is not solved yet, and finding it yourself is worth more.\n\
                        s: show it all the same\nh: a hint";
            return self.say("solution", text.to_owned());
        }
        let text = solution::reference(course, &exercise.name);
        let text = text.unwrap_or_else(|problem| problem.text());
        self.say(&exercise.solution().display().to_string(), text);
    }

    fn difference(&mut self, course: &Course) {
        let exercise = self.exercise();
        if !self.is_solved(self.current) && !self.known[self.current].asked {
            return self.solution(course);
        }
        let text = solution::difference(course, &exercise.name);
        let text = text.unwrap_or_else(|problem| problem.text());
        self.say("from yours to the reference", text);
    }

    fn say(&mut self, title: &str, text: String) {
        self.show(Page::Text { title: title.to_owned(), text });
    }
}
