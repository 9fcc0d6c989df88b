//! The actions that keys stand for, and how each changes the state.

use super::{
    help_page,
    list::List,
    state::{Page, State},
    text_search::TextSearch,
};
use crate::{
    course::Course,
    render::{difference::to_reference, markdown::for_terminal},
    terminal::error::Error,
};
use std::fs;

/// An action that the learner requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Task,
    Hint,
    /// Go on to the next exercise.
    Next,
    /// The exercise after this one in the list.
    After,
    /// The exercise before this one in the list.
    Before,
    List,
    /// Open the search field of the list, or of the text that is on the screen.
    Search,
    /// A letter for the search field.
    Type(char),
    /// Delete the last letter in the search field.
    Erase,
    /// Set the exercise aside, or bring it back.
    SetAside,
    Solution,
    Difference,
    /// The lesson's page.
    Lesson,
    /// Open or close folded text on that page. In a verdict, show the compiler's long
    /// lines in full, or cut them.
    Unfold,
    /// Run the lesson's story.
    Run,
    /// Open the exercise's file in an editor.
    Edit,
    /// Run the check again.
    Again,
    /// Show all failures, or only the first one.
    All,
    /// Show all keys.
    Help,
    /// Back to the verdict.
    Back,
    /// Go to the exercise chosen in the list, or from a solved exercise to the next one.
    Choose,
    Up,
    Down,
    PageUp,
    PageDown,
    Home,
    End,
    /// Suspend the runner, as Ctrl-Z does for any program.
    Suspend,
    Quit,
}

impl State<'_> {
    pub(super) fn apply(&mut self, course: &Course, action: Action) {
        self.note = None;
        if matches!(self.page, Page::List(_)) && self.apply_to_list(action) {
            return;
        }
        if self.search.is_some() && self.apply_to_search(action) {
            return;
        }
        let last = self.known.len() - 1;
        // A solved exercise says what is next. From an unsolved exercise, `n` leads to
        // the next one in the list.
        let next = self.next().filter(|_| self.is_solved(self.current()));
        // Until an exercise is chosen, most keys do nothing.
        if !self.is_decided() && action.is_about_current() {
            return;
        }
        // Two rows stay on the screen, so that readers can find their place.
        let page = self.room.saturating_sub(2).max(1);
        match action {
            Action::Choose if matches!(self.page, Page::Verdict) => {
                if let Some(next) = next {
                    self.move_to(next);
                }
            }
            Action::Back => self.show(Page::Verdict),
            Action::List => {
                let chosen = self.current();
                self.show(Page::List(List { chosen, search: None }));
            }
            Action::Search => self.search = Some(TextSearch::new(self.scroll)),
            Action::SetAside => self.set_aside(course, self.current()),
            Action::Next => {
                self.move_to(next.unwrap_or((self.current() + 1).min(last)));
            }
            Action::After => self.move_to((self.current() + 1).min(last)),
            Action::Before => self.move_to(self.current().saturating_sub(1)),
            Action::All if matches!(self.page, Page::Verdict) => {
                self.shows_all = !self.shows_all;
            }
            Action::Up => self.scroll = self.scroll.saturating_sub(1),
            Action::Down => self.scroll = self.scroll.saturating_add(1),
            Action::PageUp => self.scroll = self.scroll.saturating_sub(page),
            Action::PageDown => self.scroll = self.scroll.saturating_add(page),
            Action::Home => self.scroll = 0,
            // The view limits this to the last row.
            Action::End => self.scroll = usize::MAX,
            Action::Task => self.task(course),
            Action::Hint => self.hint(course),
            Action::Solution => self.solution(course),
            Action::Difference => self.difference(course),
            Action::Lesson => self.lesson(course),
            Action::Unfold => {
                let seen = self.scroll..self.scroll.saturating_add(self.room);
                match &mut self.page {
                    Page::Lesson(page) => {
                        let is_done = page.open_or_close(&seen);
                        let nothing = || "nothing is folded on this page".to_owned();
                        self.note = (!is_done).then(nothing);
                    }
                    Page::Verdict => self.shows_long = !self.shows_long,
                    _ => {}
                }
            }
            Action::Help => match &self.page {
                Page::Text { title, .. } if title == KEYS => self.show(Page::Verdict),
                _ => self.say(KEYS, help_page::text()),
            },
            Action::All
            | Action::Choose
            | Action::Type(_)
            | Action::Erase
            // These actions need more than the state.
            | Action::Run
            | Action::Edit
            | Action::Again
            | Action::Suspend
            | Action::Quit => {}
        }
    }

    /// Applies the action to the list. Returns true if the action is done.
    fn apply_to_list(&mut self, action: Action) -> bool {
        let page = self.room.saturating_sub(2).max(1);
        let all = self.known.iter().map(|it| it.exercise);
        let Page::List(list) = &mut self.page else { return false };
        let shown = list.shown(all.clone());
        match action {
            Action::Up => list.choose(&shown, |at, _| at.saturating_sub(1)),
            Action::Down => list.choose(&shown, |at, _| at + 1),
            Action::PageUp => list.choose(&shown, |at, _| at.saturating_sub(page)),
            Action::PageDown => list.choose(&shown, |at, _| at + page),
            Action::Home => list.choose(&shown, |_, _| 0),
            Action::End => list.choose(&shown, |_, last| last),
            Action::Choose => {
                let chosen = list.chosen;
                if shown.contains(&chosen) {
                    self.go_to(chosen);
                }
            }
            Action::Search => list.search = Some(String::new()),
            Action::Type(_) | Action::Erase => {
                let Some(search) = &mut list.search else { return true };
                match action {
                    Action::Type(letter) => search.push(letter),
                    _ => _ = search.pop(),
                }
                // The chosen exercise stays chosen if it is still shown.
                let shown = list.shown(all);
                list.choose(&shown, |at, _| at);
            }
            Action::Back if list.search.is_some() => list.search = None,
            Action::List => self.show(Page::Verdict),
            Action::SetAside => {
                let chosen = list.chosen;
                self.set_aside(self.course, chosen);
            }
            _ => return false,
        }
        true
    }

    /// Applies the action to the search in the text. Returns true if the action is done.
    fn apply_to_search(&mut self, action: Action) -> bool {
        let Some(search) = &mut self.search else { return false };
        match action {
            Action::Type(letter) => search.push(letter),
            Action::Erase => search.pop(),
            Action::Choose => search.next(),
            Action::Back => self.search = None,
            _ => return false,
        }
        true
    }

    /// True if a search field is open, so that keys are typed as letters.
    pub(super) fn is_typing(&self) -> bool {
        let is_list = matches!(&self.page, Page::List(List { search: Some(_), .. }));
        self.search.is_some() || is_list
    }

    /// Goes to another exercise. If it is in another lesson, the status line says so.
    fn move_to(&mut self, index: usize) {
        let (before, lesson) = (self.current(), &self.exercise().folder);
        self.go_to(index);
        let new = &self.exercise().folder;
        if new != lesson {
            let what = if index > before { "Next lesson" } else { "Lesson" };
            self.note = Some(format!("{what}: {new}. Its page: p"));
        }
    }

    fn set_aside(&mut self, course: &Course, which: usize) {
        let exercise = self.known[which].exercise;
        let is_aside = !course.is_skipped(exercise);
        self.note = Some(match course.set_aside(exercise, is_aside) {
            Err(error) => return self.fail("set aside", &error),
            Ok(()) if is_aside => format!("{} is set aside", exercise.name),
            Ok(()) => format!("{} is no longer set aside", exercise.name),
        });
    }

    fn task(&mut self, course: &Course) {
        if matches!(&self.page, Page::Text { title, .. } if title == TASK) {
            return self.show(Page::Verdict);
        }
        if self.known[self.current()].task.is_some() {
            // The task is on the exercise's page, along with what to do.
            self.show(Page::Verdict);
            self.note = Some("this is the task".to_owned());
            return;
        }
        let exercise = self.exercise();
        let text = match course.task(exercise) {
            Some(task) => format!("{}\n\n{}", exercise.title(), for_terminal(&task)),
            None => format!(
                "The header of {}, which describes the task, is gone.\n\
                 To restore the file: cargo xtask reset {}\nYour version will be saved.",
                exercise.file().display(),
                exercise.name
            ),
        };
        self.say(TASK, text.trim_start().to_owned());
    }

    fn lesson(&mut self, course: &Course) {
        if matches!(self.page, Page::Lesson(_)) {
            return self.show(Page::Verdict);
        }
        let path = self.exercise().readme();
        match fs::read_to_string(course.root.join(&path)) {
            Ok(text) => {
                let page = self.lesson_page(text);
                self.show(Page::Lesson(page));
            }
            Err(error) => {
                let why = error.to_string();
                self.fail("page", &Error::CannotReadGiven { path, why });
            }
        }
    }

    fn hint(&mut self, course: &Course) {
        let exercise = self.exercise();
        let levels = match course.hints(exercise) {
            Ok(levels) => levels,
            Err(error) => return self.fail("hint", &error),
        };
        let goes_on = matches!(self.page, Page::Hint { .. });
        let current = self.current();
        let known = &mut self.known[current];
        // Learners who return to the hint see the same levels, and can then ask for the
        // next one.
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
            // The newest level is at the end. The view limits this to the last row.
            self.scroll = usize::MAX;
        }
    }

    fn solution(&mut self, course: &Course) {
        let (exercise, solved) = (self.exercise(), self.is_solved(self.current()));
        let current = self.current();
        let known = &mut self.known[current];
        if !solved && !known.asked {
            known.asked = true;
            let text = "It is not solved yet, and you learn more by solving it yourself.\n\
                        s: show it anyway\nh: a hint";
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
        self.say("from your file to the reference solution", text);
    }

    /// Shows an error.
    pub(super) fn fail(&mut self, what: &str, error: &Error) {
        self.say(what, error.to_string());
    }

    fn say(&mut self, title: &str, text: String) {
        self.show(Page::Text { title: title.to_owned(), text });
    }
}

impl Action {
    /// True if the action needs a current exercise.
    fn is_about_current(self) -> bool {
        matches!(
            self,
            Self::Task
                | Self::Hint
                | Self::Next
                | Self::After
                | Self::Before
                | Self::SetAside
                | Self::Solution
                | Self::Difference
                | Self::Lesson
        )
    }
}

/// The titles of pages that are closed by the same key that opened them.
const TASK: &str = "the task";
const KEYS: &str = "all keys";
