//! `exercises/course.lock`: the git blob id of every check and every untouched exercise.
//!
//! By it the runner knows a check that was edited, an exercise that nobody has touched, and
//! the text to which `reset` brings one back. `cargo xtask lock` writes it.

use crate::{
    course::{Course, Exercise},
    flaws,
    message::Problem,
    say,
};
use sha1_smol::Sha1;
use std::{
    borrow::Cow,
    collections::BTreeMap,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

const HEADER: &str = "\
# The git blob id of every check and of every exercise as it was given.
# Written by `cargo xtask lock`; read by check and reset.
";

/// What the course was when it was given.
pub(crate) struct Lock(BTreeMap<String, String>);

impl Lock {
    fn path(course: &Course) -> PathBuf {
        course.root.join("exercises").join("course.lock")
    }

    /// Reads it; one that is missing knows of nothing.
    ///
    /// # Errors
    ///
    /// If it is there and cannot be read.
    pub(crate) fn read(course: &Course) -> Result<Self, Problem> {
        let path = Self::path(course);
        let broken = |why: &dyn std::fmt::Display| {
            let next = format!("{why}\ngit restore exercises/course.lock");
            Problem::new("exercises/course.lock cannot be read", next)
        };
        let text = match fs::read_to_string(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                String::new()
            }
            text => text.map_err(|error| broken(&error))?,
        };
        let lines = text.lines().filter(|it| !it.starts_with('#') && !it.is_empty());
        let entries = lines.map(|line| {
            let (id, path) = line.split_once(' ')?;
            let is_id =
                id.len() == 40 && id.bytes().all(|it| it.is_ascii_hexdigit());
            is_id.then(|| (path.trim().to_owned(), id.to_owned()))
        });
        let entries: Option<_> = entries.collect();
        let entries =
            entries.ok_or_else(|| broken(&"a line of it is no `ID PATH`"))?;
        Ok(Self(entries))
    }

    /// What the course is now.
    fn of(course: &Course) -> Result<Self, Problem> {
        let mut entries = BTreeMap::new();
        for exercise in course.exercises() {
            for path in [exercise.file(), exercise.check()] {
                let bytes = fs::read(course.root.join(&path)).map_err(|error| {
                    let what = format!("{} cannot be read", path.display());
                    Problem::new(&what, error)
                })?;
                entries.insert(key(&path), blob_id(&bytes));
            }
        }
        Ok(Self(entries))
    }

    /// The blob id of a file as it was given, if it is known.
    pub(crate) fn id(&self, path: &Path) -> Option<&str> {
        self.0.get(&key(path)).map(String::as_str)
    }

    /// Whether these bytes are the file as it was given; `true`, if nothing is known.
    pub(crate) fn is_pristine(&self, path: &Path, bytes: &[u8]) -> bool {
        self.id(path).is_none_or(|id| id == blob_id(bytes))
    }

    /// Whether the learner has not begun with this exercise.
    pub(crate) fn is_untouched(&self, course: &Course, exercise: &Exercise) -> bool {
        let path = exercise.file();
        let bytes = flaws::look(&course.root.join(&path), "");
        self.id(&path).is_some()
            && bytes.is_ok_and(|bytes| self.is_pristine(&path, &bytes))
    }

    fn text(&self) -> String {
        let mut text = HEADER.to_owned();
        for (path, id) in &self.0 {
            writeln!(text, "{id} {path}").expect("a string takes all");
        }
        text
    }
}

/// Writes the lock, or with `verify` says whether it is what it would write.
pub(crate) fn run(course: &Course, verify: bool) -> Result<bool, Problem> {
    let now = Lock::of(course)?.text();
    let path = Lock::path(course);
    if fs::read_to_string(&path)
        .is_ok_and(|text| *unify(text.as_bytes()) == *now.as_bytes())
    {
        say!("exercises/course.lock is up to date");
        return Ok(true);
    }
    if verify {
        let next = "cargo xtask lock renews it";
        return Err(Problem::new("exercises/course.lock is stale", next));
    }
    fs::write(&path, now).map_err(|error| {
        Problem::new("exercises/course.lock cannot be written", error)
    })?;
    say!("exercises/course.lock written");
    Ok(true)
}

/// Forward slashes, wherever we are.
fn key(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The name that git gives to these bytes. Line ends are git's, `\n`.
pub(crate) fn blob_id(bytes: &[u8]) -> String {
    let bytes = unify(bytes);
    let mut hash = Sha1::from(format!("blob {}\0", bytes.len()));
    hash.update(&bytes);
    hash.digest().to_string()
}

fn unify(bytes: &[u8]) -> Cow<'_, [u8]> {
    if !bytes.contains(&b'\r') {
        return Cow::Borrowed(bytes);
    }
    let is_end = |index: usize| bytes.get(index..index + 2) == Some(b"\r\n");
    let kept = (0..bytes.len()).filter(|it| !is_end(*it)).map(|it| bytes[it]);
    Cow::Owned(kept.collect())
}

#[cfg(test)]
mod tests {
    use super::blob_id;

    /// As `printf 'what\n' | git hash-object --stdin` says.
    #[test]
    fn a_blob_has_the_name_that_git_gives_it() {
        assert_eq!(blob_id(b""), "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
        assert_eq!(blob_id(b"hello\n"), "ce013625030ba8dba906f756967f9e9ca394464a");
    }

    #[test]
    fn line_ends_of_windows_are_those_of_git() {
        assert_eq!(blob_id(b"hello\r\n"), blob_id(b"hello\n"));
        assert_ne!(blob_id(b"he\rllo\n"), blob_id(b"hello\n"));
    }
}
