//! `cargo xtask watch`: grades at every save, on a screen of its own.
//!
//! One thread waits for keys, one for files, one grades; each sends its events here, where
//! the state changes and the screen is drawn again. A save while a check runs cancels that
//! check: the newest text is the one that counts.

mod action;
mod event;
mod exercise_state;
mod files;
mod grader_progress;
mod key_legend;
mod keys;
mod screen;
mod state;
mod story;
#[cfg(test)]
mod tests;
mod verdict_page;
mod view;
mod wrap;

pub(crate) use screen::leave as leave_the_screen;

use crate::{
    course::Course,
    grading::{
        contention::is_waited_for,
        in_place,
        settings::{Settings, USUAL_LIMIT},
    },
    process::{CancellationToken, Limits, Priority},
    terminal::error::Error,
};
use action::Action;
use event::Event;
use files::Files;
use grader_progress::GraderProgress;
use screen::Screen;
use state::State;
use std::{
    collections::BTreeSet,
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant},
};

/// Where no event tells of a save, as on some network file systems, it is seen this soon.
/// Manifests are looked at as often: they are outside of what is watched.
const POLL_INTERVAL: Duration = Duration::from_millis(500);

/// An editor may save in several steps, or several files; this much silence ends them.
const SETTLE: Duration = Duration::from_millis(8);

/// Watches, beginning with the named exercise, until the learner has had enough.
pub(crate) fn run(course: &Course, name: Option<&str>) -> Result<bool, Error> {
    let start = name.map(|name| course.exercise(name)).transpose()?;
    let start =
        start.and_then(|it| course.exercises().position(|o| o.name == it.name));
    if course.exercises().next().is_none() {
        return Err(Error::NoExercises);
    }
    Screen::check()?;
    let (sender, events) = mpsc::channel();
    let mut files = Files::watch(course, &sender);
    let mut screen = Screen::enter()?;
    keys::listen(&sender);
    thread::scope(|scope| {
        let mut watch = Watch {
            course,
            sender,
            scope,
            state: State::new(course, start),
            grading: None,
            story: None,
            count: 0,
        };
        let end = watch.go_on(&mut screen, &events, &mut files);
        watch.stop_all();
        end
    })
    .map(|()| true)
}

struct Watch<'scope, 'env> {
    course: &'env Course,
    sender: Sender<Event>,
    scope: &'scope thread::Scope<'scope, 'env>,
    state: State<'env>,
    /// The grader that is at work, by its number.
    grading: Option<(u64, CancellationToken)>,
    /// The story that is being told.
    story: Option<(u64, CancellationToken)>,
    count: u64,
}

impl<'env> Watch<'_, 'env> {
    fn go_on(
        &mut self,
        screen: &mut Screen,
        events: &Receiver<Event>,
        files: &mut Files,
    ) -> Result<(), Error> {
        // The first verdict's pictures fit as well.
        self.state.columns = screen.size().0;
        self.grade_next();
        let mut looked = Instant::now();
        loop {
            // By the clock: a story that says much must not keep us from looking.
            if looked.elapsed() >= POLL_INTERVAL {
                looked = Instant::now();
                self.look_at_manifests(files);
                self.look_at_files(files);
                self.give_way();
            }
            self.look_at_first_task();
            let (width, height) = screen.size();
            let drawn = screen.draw(view::frame(&mut self.state, width, height));
            if drawn.is_err() {
                return Ok(());
            }
            let left = POLL_INTERVAL.saturating_sub(looked.elapsed());
            let event = match events.recv_timeout(left) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            };
            match event {
                Event::Gone | Event::Action(Action::Quit) => return Ok(()),
                Event::Touched => self.look_at_files(files),
                Event::Action(action) => self.apply(action),
                Event::Resized => self.resized(screen),
                Event::Progress(number, busy) => {
                    if self.is_current(number) {
                        self.state.progress(busy);
                    }
                }
                Event::Graded(number, which, graded) => {
                    if self.is_current(number) {
                        self.grading = None;
                        self.state.graded(&which, graded);
                        self.look_at_tasks(&which);
                        self.grade_next();
                    }
                }
                Event::Story(number, line) => {
                    if self.story.as_ref().is_some_and(|(it, _)| *it == number) {
                        self.state.told(line);
                    }
                }
            }
        }
    }

    /// Pictures are drawn for a width: one that changes asks for others.
    fn resized(&mut self, screen: &mut Screen) {
        screen.forget();
        self.state.columns = screen.size().0;
        if self.state.is_urgent() && self.state.is_misdrawing() {
            self.stop_grading();
        }
        self.grade_next();
    }

    /// Whether any exercise has another text than when it was last looked at.
    fn look_at_files(&mut self, files: &mut Files) {
        let begun = Instant::now();
        let mut saved = BTreeSet::new();
        // A file that is saved without end gets a verdict now and then.
        while begun.elapsed() < POLL_INTERVAL {
            let changed = files.changed(self.course, self.state.current());
            if changed.is_empty() {
                break;
            }
            self.stop_grading();
            self.stop_story();
            saved.extend(changed);
            thread::sleep(SETTLE);
        }
        if !saved.is_empty() {
            self.state.look_at_untouched(self.course);
            self.state.saved(&Vec::from_iter(saved), begun);
            self.grade_next();
        }
    }

    /// The task of an untouched exercise says more than a verdict; as long as there is no
    /// verdict, a task says more than nothing.
    fn look_at_tasks(&mut self, which: &[usize]) {
        for &index in which {
            let known = &mut self.state.known[index];
            // Without a lock file, every exercise counts as begun.
            let is_untouched = self.course.is_untouched(known.exercise);
            known.is_untouched = is_untouched.unwrap_or(false);
            let is_wanted = known.is_untouched || known.graded.is_none();
            let task = || self.course.task(known.exercise);
            known.task = is_wanted.then(task).flatten();
        }
    }

    fn look_at_first_task(&mut self) {
        let current = self.state.current();
        let known = &self.state.known[current];
        let is_news = known.graded.is_none() && known.task.is_none();
        if self.state.is_decided() && is_news {
            self.look_at_tasks(&[current]);
        }
    }

    fn look_at_manifests(&mut self, files: &mut Files) {
        if files.have_other_manifests() {
            self.stop_grading();
            self.course.forget_lockfile();
            self.state.look_at_untouched(self.course);
            self.state.all_is_old();
            self.grade_next();
        }
    }

    /// A check that is built ahead gives way to another cargo, such as that of a command in
    /// another terminal, and goes on when that has ended.
    fn give_way(&mut self) {
        if self.state.is_ahead() && is_waited_for(&self.course.target) {
            self.stop_grading();
        } else {
            self.grade_next();
        }
    }

    fn is_current(&self, number: u64) -> bool {
        self.grading.as_ref().is_some_and(|(it, _)| *it == number)
    }

    /// Grades what is most wanted, unless a grader is at work.
    fn grade_next(&mut self) {
        if self.grading.is_some() {
            return;
        }
        let mut which = self.state.take_work();
        let mut priority = Priority::Normal;
        if which.is_empty() && self.story.is_none() {
            which.extend(self.state.take_ahead());
            priority = Priority::Low;
        }
        if which.is_empty() {
            return;
        }
        self.count += 1;
        let (number, token) = (self.count, CancellationToken::new());
        self.grading = Some((number, token.clone()));
        let (course, sender) = (self.course, self.sender.clone());
        let (width, color) = (self.state.width(), screen::has_color());
        self.scope.spawn(move || {
            let exercises: Vec<_> = course.exercises().collect();
            let exercises: Vec<_> = which.iter().map(|it| exercises[*it]).collect();
            let progress = GraderProgress { number, sender: Sender::clone(&sender) };
            let settings = Settings {
                limits: Limits { wall: USUAL_LIMIT },
                color,
                width,
                priority,
                progress: &progress,
            };
            let graded =
                in_place::grade_until(course, &exercises, &settings, &token);
            // After a quit, nothing listens any more.
            let _ = sender.send(Event::Graded(number, which, graded));
        });
    }

    fn apply(&mut self, action: Action) {
        match action {
            Action::Run if !self.state.is_decided() => {}
            Action::Run => {
                self.stop_story();
                if self.state.is_ahead() {
                    // Both need cargo.
                    self.stop_grading();
                }
                self.count += 1;
                let token = CancellationToken::new();
                self.story = Some((self.count, token.clone()));
                self.state.listen();
                let lesson = self.state.exercise().lesson().to_owned();
                let (course, sender) = (self.course, self.sender.clone());
                let (number, width) = (self.count, self.state.columns);
                self.scope.spawn(move || {
                    story::tell(course, &lesson, width, &token, |line| {
                        let _ = sender.send(Event::Story(number, line));
                    });
                });
            }
            Action::Again => {
                self.stop_grading();
                self.state.again();
            }
            action => {
                self.state.apply(self.course, action);
                if !self.state.is_listening() {
                    self.stop_story();
                }
            }
        }
        // A grader of other exercises gives way.
        let gives_way = self.state.is_urgent() && self.state.is_idle_work();
        if gives_way || self.state.is_ahead_of_another() {
            self.stop_grading();
        }
        self.grade_next();
    }

    fn stop_grading(&mut self) {
        if let Some((_, token)) = self.grading.take() {
            token.cancel();
        }
    }

    fn stop_story(&mut self) {
        if let Some((_, token)) = self.story.take() {
            token.cancel();
        }
    }

    fn stop_all(&mut self) {
        self.stop_grading();
        self.stop_story();
    }
}
