//! The course on disk: its lessons, which are members of the workspace, and the exercises
//! that their manifests list. No other file lists them.

pub(crate) mod header;
mod hints;
pub(crate) mod kind;
pub(crate) mod lockfile;
pub(crate) mod misconceptions;
mod next;
pub(crate) mod originals;
pub(crate) mod paths;
pub(crate) mod preferences;
mod select;
pub(crate) mod tracks;

use crate::terminal::error::Error;
use header::Header;
use lockfile::Lockfile;
use misconceptions::Catalog;
use preferences::Preferences;
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use toml::{Table, Value};
use tracks::Track;

/// The whole course.
pub(crate) struct Course {
    /// The directory of the workspace.
    pub(crate) root: PathBuf,
    /// Cargo's target directory, which also holds everything that the runner writes.
    pub(crate) target: PathBuf,
    /// In the order of the learner's track; lessons that the track leaves out come
    /// last.
    pub(crate) lessons: Vec<Lesson>,
    /// How many of the lessons are on the track.
    on_track: usize,
    /// The tracks through the course.
    pub(crate) tracks: Vec<Track>,
    /// The learner's preferences.
    preferences: Mutex<Preferences>,
    /// The lock file, if it has been read.
    lockfile: Mutex<Option<Arc<Lockfile>>>,
}

/// A lesson and its exercises.
pub(crate) struct Lesson {
    /// `06-gather`: the directory's name under lessons, exercises, and solutions.
    pub(crate) folder: String,
    /// In the order of the manifest.
    pub(crate) exercises: Vec<Exercise>,
}

/// An exercise, which is a test target of its lesson's exercise package.
#[derive(Clone, Debug)]
pub(crate) struct Exercise {
    /// `ordered_fetch`
    pub(crate) name: String,
    /// `gather-exercises`
    pub(crate) package: String,
    /// `06-gather`
    pub(crate) folder: String,
    /// The header of its file; `None` if the file has no valid header.
    pub(crate) header: Option<Header>,
}

impl Lesson {
    /// `gather`
    pub(crate) fn slug(&self) -> &str {
        slug(&self.folder)
    }
}

impl Exercise {
    /// `gather`
    pub(crate) fn lesson(&self) -> &str {
        slug(&self.folder)
    }

    /// `Ordered fetch`; empty without a header.
    pub(crate) fn title(&self) -> &str {
        self.header.as_ref().map_or("", |it| &it.title)
    }

    /// `build, 10 minutes`; empty without a header.
    pub(crate) fn kind_and_minutes(&self) -> String {
        self.header.as_ref().map(Header::kind_and_minutes).unwrap_or_default()
    }

    /// The file that the learner edits. This path and the ones below are relative to the
    /// course.
    pub(crate) fn file(&self) -> PathBuf {
        ["exercises", &self.folder, &self.rust_file()].iter().collect()
    }

    /// The check.
    pub(crate) fn check(&self) -> PathBuf {
        ["exercises", &self.folder, "tests", &self.rust_file()].iter().collect()
    }

    /// The programs that the check runs. Only `predict` exercises have this file.
    pub(crate) fn programs(&self) -> PathBuf {
        ["exercises", &self.folder, "programs", &self.rust_file()].iter().collect()
    }

    /// The hints.
    pub(crate) fn hints(&self) -> PathBuf {
        let name = format!("{}.md", self.name);
        ["exercises", &self.folder, "hints", &name].iter().collect()
    }

    /// The reference solution.
    pub(crate) fn solution(&self) -> PathBuf {
        ["solutions", &self.folder, &self.rust_file()].iter().collect()
    }

    /// The lesson's page.
    pub(crate) fn readme(&self) -> PathBuf {
        ["lessons", &self.folder, "README.md"].iter().collect()
    }

    /// `ordered_fetch.rs`
    pub(crate) fn rust_file(&self) -> String {
        format!("{}.rs", self.name)
    }
}

fn slug(folder: &str) -> &str {
    folder.split_once('-').map_or(folder, |(_, slug)| slug)
}

impl Course {
    /// Reads the course that this executable belongs to.
    pub(crate) fn find() -> Result<Self, Error> {
        // Prefer the variable's value at run time, so that a moved checkout is
        // found.
        let xtask = env::var_os("CARGO_MANIFEST_DIR").map_or_else(
            || PathBuf::from(env!("CARGO_MANIFEST_DIR")),
            PathBuf::from,
        );
        let root = xtask.parent().unwrap_or(&xtask).to_owned();
        // A relative path is relative to the root, because that is where the runner calls
        // cargo.
        let target = env::var_os("CARGO_TARGET_DIR").unwrap_or("target".into());
        let target = root.join(target);
        let (mut lessons, mut exercise_folders) = (Vec::new(), Vec::new());
        for member in members(&root)? {
            match member.split_once('/') {
                Some(("lessons", folder)) => {
                    let folder = folder.to_owned();
                    lessons.push(Lesson { folder, exercises: Vec::new() });
                }
                Some(("exercises", folder)) => {
                    exercise_folders.push(folder.to_owned());
                }
                _ => {}
            }
        }
        lessons.sort_by(|a, b| a.folder.cmp(&b.folder));
        for folder in exercise_folders {
            let lesson = lessons.iter_mut().find(|it| it.folder == folder);
            let Some(lesson) = lesson else {
                return Err(Error::NoLesson { folder });
            };
            lesson.exercises = exercises(&root, &folder)?;
        }
        let folders: Vec<_> = lessons.iter().map(|it| it.folder.clone()).collect();
        let mut course = Self::new(root, target, lessons);
        course.tracks = tracks::read(&course.root, &folders)?;
        course.preferences = Mutex::new(Preferences::read(&course.root)?);
        course.follow_track();
        Ok(course)
    }

    /// Sorts the lessons into the order of the track.
    fn follow_track(&mut self) {
        let Some(track) = self.track().cloned() else { return };
        let place = |it: &Lesson| track.lessons.iter().position(|o| *o == it.folder);
        self.lessons.sort_by_key(|it| place(it).unwrap_or(usize::MAX));
        self.on_track = track.lessons.len();
    }

    /// The learner's track: the chosen one, or by default the first. `None` if the course
    /// has no tracks.
    pub(crate) fn track(&self) -> Option<&Track> {
        let chosen = self.preferences().track.clone();
        let chosen = self.tracks.iter().find(|it| Some(&it.name) == chosen.as_ref());
        chosen.or(self.tracks.first())
    }

    /// The minutes that a lesson takes, according to its page and its exercises' headers.
    pub(crate) fn minutes(&self, lesson: &Lesson) -> u32 {
        let page = self.root.join("lessons").join(&lesson.folder).join("README.md");
        let page = read_file(&page).unwrap_or_default();
        let page = String::from_utf8_lossy(&page);
        let line = page.lines().find(|it| it.contains(" minutes"));
        let number = line.and_then(|it| it.split(" minutes").next());
        let number = number.map(|it| it.trim_start_matches(['*', '_']));
        let page = number.and_then(|it| it.parse::<u32>().ok()).unwrap_or(0);
        let headers = lesson.exercises.iter().filter_map(|it| it.header.as_ref());
        page + headers.map(|it| it.minutes).sum::<u32>()
    }

    /// Whether the lesson in this directory is on the learner's track.
    pub(crate) fn is_on_track(&self, folder: &str) -> bool {
        self.lessons[..self.on_track].iter().any(|it| it.folder == folder)
    }

    /// True if this is the first lesson that the track leaves out.
    pub(crate) fn is_first_off_track(&self, lesson: &Lesson) -> bool {
        self.lessons.get(self.on_track).is_some_and(|it| it.folder == lesson.folder)
    }

    /// Whether the learner has set an exercise aside.
    pub(crate) fn is_skipped(&self, exercise: &Exercise) -> bool {
        self.preferences().skipped.contains(&exercise.name)
    }

    /// Sets an exercise aside, or brings it back.
    pub(crate) fn set_aside(
        &self,
        exercise: &Exercise,
        is_aside: bool,
    ) -> Result<(), Error> {
        let change = |it: &mut Preferences| it.set_aside(&exercise.name, is_aside);
        Preferences::change(&self.root, change)?;
        change(&mut self.preferences());
        Ok(())
    }

    /// The exercise that `watch` showed last, if the course still has it.
    pub(crate) fn last(&self) -> Option<&Exercise> {
        let last = self.preferences().last.clone()?;
        self.exercises().find(|it| it.name == last)
    }

    fn preferences(&self) -> MutexGuard<'_, Preferences> {
        self.preferences.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A course that consists of these lessons, without tracks or preferences.
    pub(crate) fn new(root: PathBuf, target: PathBuf, lessons: Vec<Lesson>) -> Self {
        Self {
            root,
            target,
            on_track: lessons.len(),
            lessons,
            tracks: Vec::new(),
            preferences: Mutex::default(),
            lockfile: Mutex::default(),
        }
    }

    /// All exercises, in lesson order.
    pub(crate) fn exercises(&self) -> impl Iterator<Item = &Exercise> {
        self.lessons.iter().flat_map(|lesson| &lesson.exercises)
    }

    /// The lock file. It is read only once.
    pub(crate) fn lockfile(&self) -> Result<Arc<Lockfile>, Error> {
        let mut known = self.lockfile.lock().unwrap_or_else(PoisonError::into_inner);
        match &*known {
            Some(lockfile) => Ok(Arc::clone(lockfile)),
            None => {
                let read = Arc::new(Lockfile::read(&self.root)?);
                Ok(Arc::clone(known.insert(read)))
            }
        }
    }

    /// Makes the next call to `lockfile` read the file again.
    pub(crate) fn forget_lockfile(&self) {
        *self.lockfile.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The catalog of misconceptions.
    pub(crate) fn misconceptions(&self) -> Result<Catalog, Error> {
        Catalog::read(&self.root)
    }

    /// True if the learner hasn't changed this exercise yet.
    pub(crate) fn is_untouched(&self, exercise: &Exercise) -> Result<bool, Error> {
        self.is_as_given(&exercise.file())
    }

    /// True if the lock file lists this file, and the file still has the recorded
    /// contents.
    pub(crate) fn is_as_given(&self, path: &Path) -> Result<bool, Error> {
        let lockfile = self.lockfile()?;
        if lockfile.id(path).is_none() {
            return Ok(false);
        }
        let bytes = read_file(&self.root.join(path));
        Ok(bytes.is_some_and(|bytes| lockfile.is_original(path, &bytes)))
    }

    /// The task in the current header of the exercise's file; `None` if there is none.
    pub(crate) fn task(&self, exercise: &Exercise) -> Option<String> {
        let task = header(&self.root.join(exercise.file()))?.task;
        (!task.is_empty()).then_some(task)
    }
}

/// The size limit of a file to grade, in bytes: over a hundred times the largest exercise.
pub(crate) const LARGEST_FILE: u64 = 1 << 20;

/// The bytes of a regular file within the size limit. Reading anything else, such as a
/// named pipe, could block forever.
fn read_file(path: &Path) -> Option<Vec<u8>> {
    let about = fs::metadata(path).ok()?;
    let is_sound = about.is_file() && about.len() <= LARGEST_FILE;
    is_sound.then(|| fs::read(path).ok()).flatten()
}

fn header(file: &Path) -> Option<Header> {
    let bytes = read_file(file)?;
    Header::parse(&String::from_utf8_lossy(&lockfile::plain(&bytes))).ok()
}

/// The members of the workspace whose directories begin with a digit, such as
/// `lessons/06-gather`. A copy of such a directory isn't a member, so it is ignored.
fn members(root: &Path) -> Result<Vec<String>, Error> {
    let manifest = manifest(root, "Cargo.toml")?;
    let members = manifest.get("workspace").and_then(|it| it.get("members"));
    let members = members.and_then(Value::as_array).into_iter().flatten();
    let is_numbered = |member: &&str| {
        let name = member.rsplit('/').next().unwrap_or_default();
        name.starts_with(|it: char| it.is_ascii_digit())
    };
    let members = members.filter_map(Value::as_str).filter(is_numbered);
    Ok(members.map(str::to_owned).collect())
}

/// The manifest at this path relative to the course.
fn manifest(root: &Path, path: &str) -> Result<Table, Error> {
    let broken = |why: String| Error::BrokenManifest { path: path.to_owned(), why };
    let text = fs::read_to_string(root.join(path))
        .map_err(|error| broken(error.to_string()))?;
    text.parse().map_err(|error: toml::de::Error| broken(error.to_string()))
}

/// The exercises listed in this directory's manifest.
fn exercises(root: &Path, directory: &str) -> Result<Vec<Exercise>, Error> {
    let path = format!("exercises/{directory}/Cargo.toml");
    let broken = |why: &str| Error::BrokenManifest {
        path: path.clone(),
        why: why.to_owned(),
    };
    let manifest = manifest(root, &path)?;
    let name = |table: &Table| Some(table.get("name")?.as_str()?.to_owned());
    let package = manifest.get("package").and_then(Value::as_table);
    let package = package.and_then(name).ok_or_else(|| broken("no package.name"))?;
    let tests = manifest.get("test").and_then(Value::as_array);
    let tests = tests.map_or(&[][..], Vec::as_slice).iter();
    tests
        .map(|test| {
            let name = test.as_table().and_then(name);
            let name = name.ok_or_else(|| broken("a [[test]] without a name"))?;
            let (package, folder) = (package.clone(), directory.to_owned());
            let mut exercise = Exercise { name, package, folder, header: None };
            exercise.header = header(&root.join(exercise.file()));
            Ok(exercise)
        })
        .collect()
}

/// A cargo command to run in `folder`. It uses the same cargo that started this program,
/// if any.
pub(crate) fn cargo(folder: &Path) -> Command {
    let mut cargo =
        Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(folder);
    cargo
}
