//! What the learner asks for with a key, and what that does to the state.

use super::state::{Page, State};
use crate::{course::Course, render::difference::to_reference};

/// What the learner asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Hint,
    Next,
    Previous,
    List,
    Solution,
    Difference,
    /// Run the lesson's story.
    Run,
    /// Check once more.
    Again,
    /// All failures, or the first one alone.
    All,
    /// Back to the verdict.
    Back,
    /// Take what is chosen in the list.
    Choose,
    Up,
    Down,
    PageUp,
    PageDown,
    Home,
    End,
    Quit,
}

impl State<'_> {
    pub(super) fn apply(&mut self, course: &Course, action: Action) {
        let last = self.known.len() - 1;
        let is_solved = self.is_solved(self.current());
        let is_decided = self.is_decided();
        // Two rows stay, so that the eye finds its place.
        let page = self.room.saturating_sub(2).max(1);
        match (action, &mut self.page) {
            (Action::Up, Page::List(chosen)) => *chosen = chosen.saturating_sub(1),
            (Action::Down, Page::List(chosen)) => *chosen = (*chosen + 1).min(last),
            (Action::PageUp, Page::List(chosen)) => {
                *chosen = chosen.saturating_sub(page);
            }
            (Action::PageDown, Page::List(chosen)) => {
                *chosen = (*chosen + page).min(last);
            }
            (Action::Home, Page::List(chosen)) => *chosen = 0,
            (Action::End, Page::List(chosen)) => *chosen = last,
            (Action::Choose, Page::List(chosen)) => {
                let chosen = *chosen;
                self.go_to(chosen);
            }
            (Action::Choose, Page::Verdict) => {
                if let Some(next) = self.next().filter(|_| is_solved) {
                    self.go_to(next);
                }
            }
            (Action::List, Page::List(_)) | (Action::Back, _) => {
                self.show(Page::Verdict);
            }
            (Action::List, _) => self.show(Page::List(self.current())),
            // As long as no exercise is the current one, these mean nothing.
            (
                Action::Next
                | Action::Previous
                | Action::Hint
                | Action::Solution
                | Action::Difference,
                _,
            ) if !is_decided => {}
            (Action::Next, _) => self.go_to((self.current() + 1).min(last)),
            (Action::Previous, _) => self.go_to(self.current().saturating_sub(1)),
            (Action::All, Page::Verdict) => self.shows_all = !self.shows_all,
            (Action::Up, _) => self.scroll = self.scroll.saturating_sub(1),
            (Action::Down, _) => self.scroll = self.scroll.saturating_add(1),
            (Action::PageUp, _) => self.scroll = self.scroll.saturating_sub(page),
            (Action::PageDown, _) => self.scroll = self.scroll.saturating_add(page),
            (Action::Home, _) => self.scroll = 0,
            // The view knows where that is.
            (Action::End, _) => self.scroll = usize::MAX,
            (Action::Hint, _) => self.hint(course),
            (Action::Solution, _) => self.solution(course),
            (Action::Difference, _) => self.difference(course),
            (
                Action::All
                | Action::Choose
                | Action::Run
                | Action::Again
                | Action::Quit,
                _,
            ) => {}
        }
    }

    fn hint(&mut self, course: &Course) {
        let exercise = self.exercise();
        let levels = match course.hints(exercise) {
            Ok(levels) => levels,
            Err(error) => return self.say("hint", error.to_string()),
        };
        let goes_on = matches!(self.page, Page::Hint { .. });
        let current = self.current();
        let known = &mut self.known[current];
        // A learner who comes back sees what they saw before, and may ask for more.
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
        let (exercise, solved) = (self.exercise(), self.is_solved(self.current()));
        let current = self.current();
        let known = &mut self.known[current];
        if !solved && !known.asked {
            known.asked = true;
            let text = "It is not solved yet, and finding it yourself is worth more.\n\
                        s: show it all the same\nh: a hint";
            return self.say("solution", text.to_owned());
        }
        let text = course.reference(exercise);
        let text = text.unwrap_or_else(|error| error.to_string());
        self.say(&exercise.solution().display().to_string(), text);
    }

    fn difference(&mut self, course: &Course) {
        let exercise = self.exercise();
        if !self.is_solved(self.current()) && !self.known[self.current()].asked {
            return self.solution(course);
        }
        let text = to_reference(course, exercise);
        let text = text.unwrap_or_else(|error| error.to_string());
        self.say("from yours to the reference", text);
    }

    fn say(&mut self, title: &str, text: String) {
        self.show(Page::Text { title: title.to_owned(), text });
    }
}
