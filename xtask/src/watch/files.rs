//! Which exercises have another text than before.
//!
//! Events only say that it is time to look: what counts is what the files hold. Where no
//! events come, looking now and then finds the same, a little later.

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
    time::SystemTime,
};

/// The texts as they were last seen.
pub(super) struct Files {
    seen: Vec<Seen>,
    /// What all of them are built with: manifests, and what cargo chose by them.
    manifests: Vec<(PathBuf, Vec<u8>)>,
    /// Sends events as long as it lives; there is none where the system refuses.
    _watcher: Option<RecommendedWatcher>,
}

struct Seen {
    exercise: Exercise,
    /// Size and time of change: while they are the same, only the current file is read.
    about: Option<(u64, Option<SystemTime>)>,
    text: String,
}

impl Files {
    /// Begins to watch; `sender` is told when there may be something new.
    pub(super) fn watch(course: &Course, sender: &Sender<Event>) -> Self {
        let sender = sender.clone();
        let watcher = notify::recommended_watcher(move |event| {
            if is_news(&event) {
                // After a quit, nothing listens any more.
                let _ = sender.send(Event::Touched);
            }
        });
        let mut watcher = watcher.ok();
        if let Some(watcher) = &mut watcher {
            let folder = course.root.join("exercises");
            // Without it we look now and then.
            let _ = watcher.watch(&folder, RecursiveMode::Recursive);
        }
        let seen = course.exercises().map(|it| Seen::look(course, it)).collect();
        let manifests = manifests(course).map(|path| {
            let text = fs::read(&path).unwrap_or_default();
            (path, text)
        });
        Self { seen, manifests: manifests.collect(), _watcher: watcher }
    }

    /// Whether anything that all of them are built with has changed since the last call.
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
            if index != current && about(&path) == seen.about {
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
    let mut folders: Vec<_> = course
        .exercises()
        .map(|it| Path::new("exercises").join(&it.folder))
        .collect();
    folders.dedup();
    let manifests = folders.into_iter().map(|it| it.join("Cargo.toml"));
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
        Self { exercise: exercise.clone(), about, text }
    }
}

fn about(path: &Path) -> Option<(u64, Option<SystemTime>)> {
    let about = fs::metadata(path).ok()?;
    Some((about.len(), about.modified().ok()))
}

/// Reading a file, as we and the compiler do, is no news.
fn is_news(event: &notify::Result<notify::Event>) -> bool {
    let Ok(event) = event else { return true };
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}
