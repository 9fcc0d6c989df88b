//! `.awaitlings.toml`: the learner's preferences. Progress is not stored, but measured.
//! Git ignores the file, and deleting it loses only the preferences.

use crate::terminal::error::Error;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fs, io, path::Path};

/// The path of the file, relative to the course.
pub(crate) const PATH: &str = ".awaitlings.toml";

/// The learner's preferences.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq)]
#[serde(default)]
pub(crate) struct Preferences {
    /// The name of the chosen track.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) track: Option<String>,
    /// The exercise that `watch` showed last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last: Option<String>,
    /// The exercises that were put aside.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) skipped: BTreeSet<String>,
}

impl Preferences {
    /// Reads the preferences of the course in `root`; the defaults, if there is no file.
    ///
    /// # Errors
    ///
    /// If the file exists, but can't be read or parsed.
    pub(crate) fn read(root: &Path) -> Result<Self, Error> {
        let broken = |why: String| Error::BrokenPreferences { why };
        match fs::read_to_string(root.join(PATH)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Ok(Self::default())
            }
            Err(error) => Err(broken(error.to_string())),
            Ok(text) => toml::from_str(&text).map_err(|it| broken(it.to_string())),
        }
    }

    /// Puts the exercise of this name aside, or takes it up again.
    pub(crate) fn put_aside(&mut self, exercise: &str, is_aside: bool) {
        match is_aside {
            true => self.skipped.insert(exercise.to_owned()),
            false => self.skipped.remove(exercise),
        };
    }

    /// Changes the preferences on disk. If the disk is full, the old file is kept.
    ///
    /// # Errors
    ///
    /// If the file can't be read or written.
    pub(crate) fn change(
        root: &Path,
        change: impl FnOnce(&mut Self),
    ) -> Result<(), Error> {
        let old = Self::read(root)?;
        let mut new = old.clone();
        change(&mut new);
        if new == old {
            return Ok(());
        }
        let text = toml::to_string(&new).expect("strings can be written as TOML");
        let text = format!(
            "# Preferences of `cargo xtask`. Git ignores this file.\n{text}"
        );
        let path = root.join(PATH);
        let temporary = root.join(format!("{PATH}.{}", std::process::id()));
        let written =
            fs::write(&temporary, text).and_then(|()| fs::rename(&temporary, &path));
        written.map_err(|error| {
            let _ = fs::remove_file(&temporary);
            Error::CannotWrite { path: PATH.into(), why: error.to_string() }
        })
    }
}
