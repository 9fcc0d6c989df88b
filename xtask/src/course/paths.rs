//! Converts paths that a learner has typed, and paths that a learner will see.

use std::{
    env,
    path::{Path, PathBuf},
};

/// The directories that a typed path may be relative to.
pub(super) struct Place {
    here: Option<PathBuf>,
    root: PathBuf,
}

impl Place {
    pub(super) fn new(root: &Path) -> Self {
        Self { here: env::current_dir().ok(), root: root.to_owned() }
    }

    /// Converts a path relative to the current directory to one relative to the course.
    /// `None` if the path is a single word or leads out of the course.
    pub(super) fn leads_to(&self, path: &str) -> Option<String> {
        if !path.contains(['/', '\\']) && !path.starts_with('.') {
            return None;
        }
        let path = real(&self.here.as_ref()?.join(path))?;
        let path = path.strip_prefix(self.root.canonicalize().ok()?).ok()?;
        path.to_str().map(str::to_owned)
    }

    /// True if `path` leads to `file`, which is relative to the course.
    pub(super) fn is_of(&self, path: &str, file: &Path) -> bool {
        let file = real(&self.root.join(file));
        let begins = self.here.iter().chain([&self.root]);
        file.is_some() && begins.map(|it| real(&it.join(path))).any(|it| it == file)
    }
}

/// The canonical path, except that its last component may be a link, or may not exist.
fn real(path: &Path) -> Option<PathBuf> {
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => Some(folder.canonicalize().ok()?.join(name)),
        _ => path.canonicalize().ok(),
    }
}

/// Removes the `./` that shells and people put in front of a path.
pub(super) fn without_dot(mut name: &str) -> &str {
    while let Some(rest) =
        name.strip_prefix("./").or_else(|| name.strip_prefix(".\\"))
    {
        name = rest;
    }
    name
}

/// The text with exercises' paths as the learner knows them: the compiler prints them
/// relative to the check, as in `tests/../ordered_fetch.rs`.
pub(crate) fn learners_path(text: &str) -> String {
    text.replace("tests/../", "")
        .replace("tests\\../", "")
        .replace("tests\\..\\", "")
}
