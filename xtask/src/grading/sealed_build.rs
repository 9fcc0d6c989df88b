//! Protects a build from the programs that it contains.
//!
//! Programs from elsewhere run in parallel, with the permissions of the person who
//! grades. So all of them are copied before the first one runs, and if a copy was
//! changed, its run doesn't count. Afterwards, all compiled dependencies must be
//! unchanged, because later verdicts rely on them.
//!
//! Files are compared by size and timestamps. On Unix, one of the timestamps is the time
//! of the last change, which no program can set.

use super::build::{BuildOutcome, Built};
use crate::terminal::error::Error;
use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// Copies of a build's programs, and the fingerprints of its dependencies. Dropping this
/// deletes the copies.
pub(super) struct SealedBuild {
    folder: PathBuf,
    copies: HashMap<PathBuf, Stamp>,
    libraries: HashMap<PathBuf, Stamp>,
}

impl SealedBuild {
    /// Copies all programs of `built`, and names the copies instead. The copies are in a
    /// directory of this process below `folder`.
    ///
    /// # Errors
    ///
    /// If a file can't be read or copied.
    pub(super) fn new(
        built: &mut HashMap<String, Built>,
        folder: &Path,
    ) -> io::Result<Self> {
        let folder = folder.join(format!("run-{}", std::process::id()));
        // An earlier runner with the same process id may have been killed and left this
        // behind.
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let mut sealed =
            Self { folder, copies: HashMap::new(), libraries: HashMap::new() };
        for (test, built) in built {
            let BuildOutcome::Program { path, .. } = &mut built.outcome else {
                continue;
            };
            if let Some(deps) = path.parent().filter(|_| sealed.libraries.is_empty())
            {
                sealed.libraries = libraries(deps)?;
            }
            let copy = sealed
                .folder
                .join(test)
                .with_extension(std::env::consts::EXE_EXTENSION);
            fs::copy(&*path, &copy)?;
            sealed.copies.insert(copy.clone(), Stamp::of(&copy)?);
            *path = copy;
        }
        Ok(sealed)
    }

    /// True if this copy is unchanged.
    pub(super) fn is_unchanged(&self, copy: &Path) -> bool {
        Stamp::of(copy).is_ok_and(|it| self.copies.get(copy) == Some(&it))
    }

    /// Deletes each compiled dependency that has changed, so that cargo rebuilds it.
    ///
    /// # Errors
    ///
    /// If there was one.
    pub(super) fn verify(&self) -> Result<(), Error> {
        let changed = self
            .libraries
            .iter()
            .filter(|(path, stamp)| Stamp::of(path).ok().as_ref() != Some(stamp));
        let mut names = Vec::new();
        for (path, _) in changed {
            let _ = fs::remove_file(path);
            names.extend(
                path.file_name().map(|it| it.to_string_lossy().into_owned()),
            );
        }
        names.sort();
        match names.is_empty() {
            true => Ok(()),
            false => Err(Error::DependenciesChanged { names }),
        }
    }
}

impl Drop for SealedBuild {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A fingerprint that differs if the file has changed.
#[derive(Debug, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// The time of the last change, and the file's number, on Unix.
    changed: (i64, i64, u64),
}

impl Stamp {
    fn of(file: &Path) -> io::Result<Self> {
        let about = fs::symlink_metadata(file)?;
        #[cfg(unix)]
        let changed = {
            use std::os::unix::fs::MetadataExt;
            (about.ctime(), about.ctime_nsec(), about.ino())
        };
        #[cfg(not(unix))]
        let changed = Default::default();
        Ok(Self { length: about.len(), modified: about.modified().ok(), changed })
    }
}

/// The compiled dependencies in this directory.
fn libraries(deps: &Path) -> io::Result<HashMap<PathBuf, Stamp>> {
    let mut libraries = HashMap::new();
    for entry in fs::read_dir(deps)? {
        let path = entry?.path();
        let extension = path.extension().unwrap_or_default();
        let kinds = ["rlib", "rmeta", std::env::consts::DLL_EXTENSION];
        if kinds.iter().any(|it| extension == *it) {
            let stamp = Stamp::of(&path)?;
            libraries.insert(path, stamp);
        }
    }
    Ok(libraries)
}
