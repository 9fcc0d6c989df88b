//! `exercises/course.originals`: the course's own files, as `course.lock` lists them, with their
//! contents.
//!
//! `reset` restores files from it, so it needs neither git nor a network, and the learner may
//! keep the course in any repository or in none. `cargo xtask lock` writes it. It is text, so
//! that git can show and merge changes.

use super::{
    Course, Exercise,
    lockfile::{blob_id, key, plain},
};
use crate::terminal::error::Error;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// The path of the file, relative to the course.
pub(crate) const PATH: &str = "exercises/course.originals";

const HEADER: &str = "\
# Every check and every exercise as it was given.
# Written by `cargo xtask lock`; read by reset.
";

/// The start of the line that introduces each file. The rest of that line is the path. No
/// original has such a line.
const FILE: &[u8] = b"%%%% ";

/// The marker after a file whose last line has no line break.
const NO_LINE_BREAK: &[u8] = b"%%%% no line break at the end\n";

/// The original files, by their paths relative to the course, with LF at the ends of lines.
#[derive(Default)]
pub(crate) struct Originals(BTreeMap<String, Vec<u8>>);

impl Originals {
    /// These files of `root`, as they are now.
    ///
    /// # Errors
    ///
    /// If a file can't be read, or contains a line that looks like the start of the next
    /// file.
    pub(crate) fn of(
        root: &Path,
        files: impl Iterator<Item = PathBuf>,
    ) -> Result<Self, Error> {
        let entry = |path: PathBuf| {
            let error = |why: String| Error::CannotRead { path: path.clone(), why };
            let bytes = fs::read(root.join(&path));
            let bytes = bytes.map_err(|it| error(it.to_string()))?;
            let bytes = plain(&bytes).into_owned();
            if lines(&bytes).any(|it| it.starts_with(FILE)) {
                return Err(error(
                    "a line begins with %%%%, which separates files".into(),
                ));
            }
            Ok((key(&path), bytes))
        };
        files.map(entry).collect::<Result<_, _>>().map(Self)
    }

    /// The originals that the course in `root` has stored. If the file is missing or damaged,
    /// some of them are missing, too.
    pub(crate) fn read(root: &Path) -> Self {
        let bytes = fs::read(root.join(PATH)).unwrap_or_default();
        let bytes = plain(&bytes);
        let mut all = BTreeMap::new();
        let mut current: Option<&mut Vec<u8>> = None;
        for line in lines(&bytes) {
            let path = line.strip_prefix(FILE);
            match (path, &mut current) {
                (Some(_), Some(text)) if line == NO_LINE_BREAK => _ = text.pop(),
                (Some(path), _) => {
                    let path =
                        String::from_utf8_lossy(path.trim_ascii()).into_owned();
                    current = Some(all.entry(path).or_default());
                }
                (None, Some(text)) => text.extend(line),
                // The header of the whole file.
                (None, None) => {}
            }
        }
        Self(all)
    }

    /// These originals plus those in `other`, which take precedence.
    pub(crate) fn with(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The paths and the git blob ids of the originals.
    pub(crate) fn ids(&self) -> impl Iterator<Item = (String, String)> {
        self.0.iter().map(|(path, bytes)| (path.clone(), blob_id(bytes)))
    }

    /// The bytes to write to disk.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut all = HEADER.as_bytes().to_owned();
        for (path, bytes) in &self.0 {
            all.extend([FILE, path.as_bytes(), b"\n", bytes].concat());
            if !bytes.is_empty() && !bytes.ends_with(b"\n") {
                all.extend([b"\n", NO_LINE_BREAK].concat());
            }
        }
        all
    }
}

/// The lines, each with its line break.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split_inclusive(|it| *it == b'\n')
}

impl Course {
    /// The exercise's given file, or the learner's if the original can't be found. Empty if
    /// there is none.
    pub(crate) fn given(&self, exercise: &Exercise) -> Vec<u8> {
        let path = exercise.file();
        let here = fs::read(self.root.join(&path)).unwrap_or_default();
        match self.lockfile() {
            Ok(lockfile) if lockfile.is_original(&path, &here) => here,
            _ => self.original(&path).unwrap_or(here),
        }
    }

    /// The original contents of the file at `path`.
    ///
    /// # Errors
    ///
    /// If the lock file doesn't list the file, or the stored contents don't match the id
    /// that it lists.
    pub(crate) fn original(&self, path: &Path) -> Result<Vec<u8>, Error> {
        let lockfile = self.lockfile()?;
        let Some(id) = lockfile.id(path) else {
            return Err(Error::NotInLockfile { path: path.to_owned() });
        };
        let stored = Originals::read(&self.root).0.remove(&key(path));
        stored
            .filter(|bytes| blob_id(bytes) == id)
            .ok_or_else(|| Error::NoOriginal { path: path.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::{FILE, HEADER, NO_LINE_BREAK, Originals, PATH};
    use std::{env, fs, path::PathBuf, process};

    #[test]
    fn what_is_written_is_what_is_read() {
        let root = env::temp_dir().join(format!("originals-{}", process::id()));
        fs::create_dir_all(root.join("exercises")).unwrap();
        let files: [(&str, &[u8]); 5] = [
            ("a.rs", b"fn a() {}\n"),
            ("b.rs", b"fn b() {}"),
            ("c.rs", b""),
            ("d.rs", b"\n\n# not a header\n\xff\n\n"),
            ("e.rs", b"\r\nfn e() {}\r\n"),
        ];
        for (name, bytes) in files {
            fs::write(root.join(name), bytes).unwrap();
        }
        let paths = || files.iter().map(|(name, _)| PathBuf::from(name));
        let given = Originals::of(&root, paths()).unwrap();
        fs::write(root.join(PATH), given.bytes()).unwrap();
        let read = Originals::read(&root);
        assert_eq!(read.0, given.0);
        assert_eq!(read.0["e.rs"], b"\nfn e() {}\n");
        assert!(read.bytes().starts_with(HEADER.as_bytes()));

        for line in [FILE, NO_LINE_BREAK] {
            fs::write(root.join("b.rs"), [b"fn b() {}\n", line].concat()).unwrap();
            assert!(Originals::of(&root, paths()).is_err());
        }
        fs::remove_dir_all(root).unwrap();
    }
}
