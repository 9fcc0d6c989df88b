//! `exercises/course.lock`: the git blob ids of the course's own files: every check, its
//! programs, and every exercise in its original state.
//!
//! With it, the runner recognizes a changed check and an untouched exercise, and `reset`
//! verifies what it restores. `cargo xtask lock` writes it.

use crate::terminal::error::Error;
use sha1_smol::Sha1;
use std::{borrow::Cow, collections::BTreeMap, fmt::Write, fs, io, path::Path};

const HEADER: &str = "\
# The git blob id of every check and of every exercise as it was given.
# Written by `cargo xtask lock`; read by check and reset.
";

/// The path of the lock file, relative to the course.
pub(crate) const PATH: &str = "exercises/course.lock";

/// The blob ids of the original files, by their paths relative to the course.
pub(crate) struct Lockfile(BTreeMap<String, String>);

impl Lockfile {
    /// Reads the lock file of the course in `root`. Without a lock file, the result is
    /// empty.
    ///
    /// # Errors
    ///
    /// If the file exists, but can't be read or parsed.
    pub(crate) fn read(root: &Path) -> Result<Self, Error> {
        let broken = |why: String| Error::BrokenLockfile { why };
        let text = match fs::read_to_string(root.join(PATH)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            text => text.map_err(|error| broken(error.to_string()))?,
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
            entries.ok_or_else(|| broken("a line is not `ID PATH`".into()))?;
        Ok(Self(entries))
    }

    /// A lock file with these paths and ids.
    pub(crate) fn of(ids: impl Iterator<Item = (String, String)>) -> Self {
        Self(ids.collect())
    }

    /// This lock file plus the entries in `other`, which take precedence.
    pub(crate) fn with(&self, other: &Self) -> Self {
        Self(self.0.clone().into_iter().chain(other.0.clone()).collect())
    }

    /// The blob id of the original file, if the file is listed.
    pub(crate) fn id(&self, path: &Path) -> Option<&str> {
        self.0.get(&key(path)).map(String::as_str)
    }

    /// True if these bytes are the original file, or if the file is not listed.
    pub(crate) fn is_original(&self, path: &Path, bytes: &[u8]) -> bool {
        self.id(path).is_none_or(|id| id == blob_id(bytes))
    }

    /// The text to write to disk.
    pub(crate) fn text(&self) -> String {
        let mut text = HEADER.to_owned();
        for (path, id) in &self.0 {
            writeln!(text, "{id} {path}").expect("writing to a string never fails");
        }
        text
    }
}

/// The path with forward slashes, so that the file is the same on every system.
pub(super) fn key(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The id that git gives to these bytes once they are `plain`.
pub(crate) fn blob_id(bytes: &[u8]) -> String {
    let bytes = plain(bytes);
    let mut hash = Sha1::from(format!("blob {}\0", bytes.len()));
    hash.update(&bytes);
    hash.digest().to_string()
}

/// The bytes without a byte order mark, and with CRLF converted to LF: editors may add
/// either, and neither changes what a source file means.
pub(crate) fn plain(bytes: &[u8]) -> Cow<'_, [u8]> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
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

    /// The ids come from `printf 'hello\n' | git hash-object --stdin`.
    #[test]
    fn a_blob_has_the_same_id_as_in_git() {
        assert_eq!(blob_id(b""), "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
        assert_eq!(blob_id(b"hello\n"), "ce013625030ba8dba906f756967f9e9ca394464a");
    }

    #[test]
    fn a_blob_has_the_same_id_with_crlf_and_with_lf() {
        assert_eq!(blob_id(b"hello\r\n"), blob_id(b"hello\n"));
        assert_ne!(blob_id(b"he\rllo\n"), blob_id(b"hello\n"));
        assert_eq!(blob_id("\u{feff}hello\r\n".as_bytes()), blob_id(b"hello\n"));
    }
}
