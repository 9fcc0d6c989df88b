//! Finds the exercises whose text has changed.
//!
//! An event only means that it is time to compare; only the files' contents count.
//! Without events, comparing from time to time finds the same changes a little later.

use super::event::Event;
use crate::course::{
    Course, Exercise,
    lockfile::{self, blob_id},
};
use notify::{
    EventKind, RecommendedWatcher, RecursiveMode, Watcher,
    event::{AccessKind, AccessMode},
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::mpsc::Sender,
    time::{Duration, Instant, SystemTime},
};

/// The texts as of the last comparison.
pub(super) struct Files {
    seen: Vec<Seen>,
    /// The manifests that all exercises are built with, and the course's lock file.
    manifests: Vec<(PathBuf, Vec<u8>)>,
    /// Sends events until it is dropped. `None` if the system refuses.
    _watcher: Option<RecommendedWatcher>,
}

struct Seen {
    exercise: Exercise,
    /// Size and modification time. As long as they don't change, only the current
    /// exercise's file is read.
    about: Option<(u64, Option<SystemTime>)>,
    text: String,
    /// When the exercise's file was first found missing or empty.
    absent_since: Option<Instant>,
}

/// Editors save in different ways. Some move the file away or empty it before writing it,
/// and on a network drive, this can take a while. A file that reappears within the grace
/// period doesn't count as missing.
const GRACE: Duration = Duration::from_millis(1500);

impl Files {
    /// Starts to watch. `sender` gets an event when a file may have changed.
    pub(super) fn watch(course: &Course, sender: &Sender<Event>) -> Self {
        let sender = sender.clone();
        let watcher = notify::recommended_watcher(move |event| {
            if is_news(&event) {
                // After a quit, nothing receives the event.
                let _ = sender.send(Event::Touched);
            }
        });
        let mut watcher = watcher.ok();
        if let Some(watcher) = &mut watcher {
            let directory = course.root.join("exercises");
            // If this fails, files are still compared from time to time.
            let _ = watcher.watch(&directory, RecursiveMode::Recursive);
        }
        let seen = course.exercises().map(|it| Seen::look(course, it)).collect();
        let manifests = manifests(course).map(|path| {
            let text = fs::read(&path).unwrap_or_default();
            (path, text)
        });
        Self { seen, manifests: manifests.collect(), _watcher: watcher }
    }

    /// Whether a manifest or the lock file has changed since the last call.
    pub(super) fn have_other_manifests(&mut self) -> bool {
        let mut other = false;
        for (path, text) in &mut self.manifests {
            let now = fs::read(path).unwrap_or_default();
            other |= now != *text;
            *text = now;
        }
        other
    }

    /// The exercises whose text has changed since the last call.
    pub(super) fn changed(&mut self, course: &Course, current: usize) -> Vec<usize> {
        let mut changed = Vec::new();
        for (index, seen) in self.seen.iter_mut().enumerate() {
            let path = course.root.join(seen.exercise.file());
            let about = about(&path);
            if index != current && about == seen.about {
                seen.absent_since = None;
                continue;
            }
            if seen.may_be_saving(about) {
                continue;
            }
            let now = Seen::look(course, &seen.exercise);
            if now.text != seen.text {
                changed.push(index);
            }
            *seen = now;
        }
        changed
    }
}

fn manifests(course: &Course) -> impl Iterator<Item = PathBuf> {
    let mut directories: Vec<_> = course
        .exercises()
        .map(|it| Path::new("exercises").join(&it.folder))
        .collect();
    directories.dedup();
    let manifests = directories.into_iter().map(|it| it.join("Cargo.toml"));
    let others = ["Cargo.toml".into(), PathBuf::from(lockfile::PATH)];
    manifests.chain(others).map(|it| course.root.join(it))
}

impl Seen {
    fn look(course: &Course, exercise: &Exercise) -> Self {
        let id = |path: PathBuf| {
            let bytes = fs::read(course.root.join(path));
            bytes.map_or_else(|_| String::new(), |it| blob_id(&it))
        };
        let about = about(&course.root.join(exercise.file()));
        let files = [exercise.file(), exercise.check(), exercise.programs()];
        let text = files.map(id).concat();
        Self { exercise: exercise.clone(), about, text, absent_since: None }
    }

    /// True if the file had text before, but has had none for less than the grace period.
    fn may_be_saving(&mut self, about: Option<(u64, Option<SystemTime>)>) -> bool {
        let has_text =
            |about: Option<(u64, _)>| about.is_some_and(|(size, _)| size > 0);
        if has_text(about) || !has_text(self.about) {
            self.absent_since = None;
            return false;
        }
        self.absent_since.get_or_insert_with(Instant::now).elapsed() < GRACE
    }
}

fn about(path: &Path) -> Option<(u64, Option<SystemTime>)> {
    let about = fs::metadata(path).ok()?;
    Some((about.len(), about.modified().ok()))
}

/// Whether a file may have changed. Reading a file also causes events, and the runner and
/// the compiler read files.
fn is_news(event: &notify::Result<notify::Event>) -> bool {
    let Ok(event) = event else { return true };
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}
