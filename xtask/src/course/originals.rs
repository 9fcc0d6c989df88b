//! The original files of the course, read from git by the ids in `course.lock`.

use super::{Course, Exercise};
use crate::terminal::error::Error;
use std::{fs, path::Path, process::Command};

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
    /// If the file is not listed in the lock file, or git does not have the blob.
    pub(crate) fn original(&self, path: &Path) -> Result<Vec<u8>, Error> {
        let lockfile = self.lockfile()?;
        let path_of_error = || path.to_owned();
        let Some(id) = lockfile.id(path) else {
            return Err(Error::NotInLockfile { path: path_of_error() });
        };
        let git = Command::new("git")
            .args(["cat-file", "blob", id])
            .current_dir(&self.root)
            .output();
        match git {
            Ok(output) if output.status.success() => Ok(output.stdout),
            Ok(output) => {
                let why = String::from_utf8_lossy(&output.stderr);
                let why = why.trim_end().to_owned();
                Err(Error::NotInGit { path: path_of_error(), why })
            }
            Err(error) => {
                Err(Error::NoGit { path: path_of_error(), why: error.to_string() })
            }
        }
    }
}
