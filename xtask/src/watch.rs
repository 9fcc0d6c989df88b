//! `cargo xtask watch`: a full-screen view that regrades on every save.
//!
//! One thread reads keys, one watches files, and one grades. Each sends events to the
//! main thread, which changes the state and redraws the screen. A save cancels the
//! running check, because only the newest text counts.

mod action;
mod editor;
mod event;
mod exercise_state;
mod files;
mod grader_progress;
mod help_page;
mod key_legend;
mod keys;
mod lesson_page;
mod list;
mod screen;
mod state;
mod story;
#[cfg(test)]
mod tests;
mod text_search;
mod verdict_page;
mod view;
mod wrap;

pub(crate) use screen::leave as leave_the_screen;

use crate::{
    course::{Course, Exercise, preferences::Preferences},
    grading::{
        contention::is_waited_for,
        in_place,
        settings::{Settings, USUAL_LIMIT},
    },
    process::{CancellationToken, Limits, Priority, run_in_foreground},
    terminal::error::Error,
};
use action::Action;
use crossterm::event::KeyEvent;
use editor::Editor;
use event::Event;
use files::Files;
use grader_progress::GraderProgress;
use keys::Keys;
use screen::Screen;
use state::State;
use std::{
    collections::BTreeSet,
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant},
};

/// How often files are compared with their earlier contents. Some network file systems
/// send no events, and manifests are outside the directory that is watched.
const POLL_INTERVAL: Duration = Duration::from_millis(500);

const IN_EDITOR: &str = "the file is in your editor";

/// An editor may save in several steps, or save several files. A save is complete once
/// nothing has changed for this long.
const SETTLE: Duration = Duration::from_millis(8);

/// Watches until the learner quits. It starts with the named exercise, or where the
/// learner left off.
pub(crate) fn run(course: &Course, name: Option<&str>) -> Result<bool, Error> {
    let place = |it: &Exercise| course.exercises().position(|o| o.name == it.name);
    let start = name.map(|name| course.exercise(name)).transpose()?;
    let start = start.and_then(place);
    if course.exercises().next().is_none() {
        return Err(Error::NoExercises);
    }
    Screen::check()?;
    let (sender, events) = mpsc::channel();
    let mut files = Files::watch(course, &sender);
    let mut screen = Screen::enter()?;
    let keys = Keys::listen(&sender);
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
        watch.state.has_editor = Editor::find().is_some();
        if start.is_none() {
            let left_at = course.last().and_then(place);
            left_at.into_iter().for_each(|it| watch.state.resume(it));
        }
        let end = watch.go_on(&mut screen, &events, &keys, &mut files);
        if watch.state.is_decided() {
            watch.remember(watch.state.current());
        }
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
    /// The number of the grader that is running.
    grading: Option<(u64, CancellationToken)>,
    /// The story that is running.
    story: Option<(u64, CancellationToken)>,
    count: u64,
}

impl<'env> Watch<'_, 'env> {
    fn go_on(
        &mut self,
        screen: &mut Screen,
        events: &Receiver<Event>,
        keys: &Keys,
        files: &mut Files,
    ) -> Result<(), Error> {
        // The pictures of the first verdict must fit the screen, too.
        self.state.columns = screen.size().0;
        self.grade_next();
        let mut looked = Instant::now();
        loop {
            // This depends on the clock, because a story can send events without a pause.
            if looked.elapsed() >= POLL_INTERVAL {
                looked = Instant::now();
                self.look_at_manifests(files);
                self.look_at_files(files);
                self.give_way();
            }
            self.look_at_first_task();
            if let Some(choice) = self.state.take_choice() {
                self.remember(choice);
            }
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
                Event::Gone => return Ok(()),
                Event::Touched => self.look_at_files(files),
                Event::Key(key) => {
                    if !self.pressed(key, screen, files)? {
                        return Ok(());
                    }
                    keys.go_on();
                }
                Event::Pasted(text) => {
                    // A search field uses only the first line.
                    let line = text.lines().next().unwrap_or_default();
                    if self.state.is_typing() {
                        line.chars().for_each(|it| self.apply(Action::Type(it)));
                    }
                    keys.go_on();
                }
                Event::Resized => {
                    self.resized(screen);
                    keys.go_on();
                }
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

    /// Records where the learner is. If that fails, the next start is at another
    /// exercise, which is not worth an error message.
    fn remember(&self, index: usize) {
        let last = Some(self.state.known[index].exercise.name.clone());
        let _ = Preferences::change(&self.course.root, |it| it.last = last);
    }

    /// Handles a key. Returns true to keep running.
    fn pressed(
        &mut self,
        key: KeyEvent,
        screen: &mut Screen,
        files: &mut Files,
    ) -> Result<bool, Error> {
        match keys::action(key, self.state.is_typing()) {
            None => {}
            Some(Action::Quit) => return Ok(false),
            Some(Action::Edit) if self.state.is_decided() => {
                self.edit(screen)?;
                self.look_at_files(files);
            }
            Some(Action::Suspend) => {
                #[cfg(unix)]
                self.lend(screen, crate::process::suspend)?;
            }
            Some(action) => self.apply(action),
        }
        Ok(true)
    }

    /// Opens the exercise's file in the learner's editor. An editor that has no window of
    /// its own gets the terminal until it exits.
    fn edit(&mut self, screen: &mut Screen) -> Result<(), Error> {
        let path = self.state.exercise().file();
        let file = self.course.root.join(&path);
        let opened = match Editor::find() {
            None => Err(Error::NoEditor { path }),
            Some(editor) if editor.has_window() => editor
                .open_window(&file)
                .map(|()| self.state.note = Some(IN_EDITOR.to_owned())),
            Some(editor) => {
                let run = || run_in_foreground(&mut editor.command(&file));
                let ended = self.lend(screen, run)?;
                ended.map(drop).map_err(|error| editor.cannot_start(&error))
            }
        };
        if let Err(error) = opened {
            self.state.fail("editor", &error);
        }
        Ok(())
    }

    /// Lends the terminal to another program. The terminal's size may have changed in the
    /// meantime.
    fn lend<T>(
        &mut self,
        screen: &mut Screen,
        to: impl FnOnce() -> T,
    ) -> Result<T, Error> {
        let result = screen
            .lend(to)
            .map_err(|error| Error::UnfitTerminal { why: error.to_string() })?;
        self.resized(screen);
        Ok(result)
    }

    /// Pictures are drawn for a particular width, so a different width needs another run.
    fn resized(&mut self, screen: &mut Screen) {
        screen.forget();
        self.state.columns = screen.size().0;
        if self.state.is_urgent() && self.state.is_misdrawing() {
            self.stop_grading();
        }
        self.grade_next();
    }

    /// Regrades exercises whose text has changed.
    fn look_at_files(&mut self, files: &mut Files) {
        let begun = Instant::now();
        let mut saved = BTreeSet::new();
        // Even if a file is saved over and over, it gets a verdict from time to time.
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

    /// An exercise that is untouched or has no verdict yet shows its task instead.
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

    /// A check that is built in advance gives way to another cargo process, such as one
    /// started in another terminal, and continues once that has ended.
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

    /// Grades the most urgent exercises, unless a grader is already running.
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
            // After a quit, nothing receives the event.
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
        // Grading the other exercises can wait.
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
