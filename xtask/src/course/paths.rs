//! Paths: where a typed path leads, and what a learner calls a path.

use std::{
    env,
    path::{Path, PathBuf},
};

/// The places that paths begin at.
pub(super) struct Place {
    here: Option<PathBuf>,
    root: PathBuf,
}

impl Place {
    pub(super) fn new(root: &Path) -> Self {
        Self { here: env::current_dir().ok(), root: root.to_owned() }
    }

    /// A path from where we are, as one from the course's folder; `None`, if it is a mere
    /// word or leads elsewhere.
    pub(super) fn leads_to(&self, path: &str) -> Option<String> {
        if !path.contains(['/', '\\']) && !path.starts_with('.') {
            return None;
        }
        let path = real(&self.here.as_ref()?.join(path))?;
        let path = path.strip_prefix(self.root.canonicalize().ok()?).ok()?;
        path.to_str().map(str::to_owned)
    }

    /// Whether `path` leads to `file`, which is named from the course's folder on.
    pub(super) fn is_of(&self, path: &str, file: &Path) -> bool {
        let file = real(&self.root.join(file));
        let begins = self.here.iter().chain([&self.root]);
        file.is_some() && begins.map(|it| real(&it.join(path))).any(|it| it == file)
    }
}

/// The path that leads there by no link and no detour. The file itself may be a link, or
/// be missing.
fn real(path: &Path) -> Option<PathBuf> {
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => Some(folder.canonicalize().ok()?.join(name)),
        _ => path.canonicalize().ok(),
    }
}

/// `./ordered_fetch.rs`, as a shell completes it, is `ordered_fetch.rs`.
pub(super) fn without_dot(mut name: &str) -> &str {
    while let Some(rest) =
        name.strip_prefix("./").or_else(|| name.strip_prefix(".\\"))
    {
        name = rest;
    }
    name
}

/// The path as the learner knows it: a check names the exercise relative to its own folder.
pub(crate) fn learners_path(text: &str) -> String {
    text.replace("tests/../", "")
        .replace("tests\\../", "")
        .replace("tests\\..\\", "")
}
