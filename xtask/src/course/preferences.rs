//! `.awaitlings.toml`: the learner's preferences. Progress is not stored, but measured.
//! Git ignores the file, and deleting it loses only the preferences.

use crate::terminal::error::Error;
use std::{collections::BTreeSet, fs, io, path::Path};
use toml::{Table, Value};

/// The path of the file, relative to the course.
pub(crate) const PATH: &str = ".awaitlings.toml";

/// The learner's preferences.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Preferences {
    /// The name of the chosen track.
    pub(crate) track: Option<String>,
    /// The exercise that `watch` showed last.
    pub(crate) last: Option<String>,
    /// The exercises that were set aside.
    pub(crate) skipped: BTreeSet<String>,
}

impl Preferences {
    /// Reads the preferences of the course in `root`, or returns the defaults if the file
    /// does not exist.
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
            Ok(text) => {
                let table: Table = text
                    .parse()
                    .map_err(|it: toml::de::Error| broken(it.to_string()))?;
                Self::of(&table)
                    .map_err(|key| broken(format!("`{key}` is not valid.")))
            }
        }
    }

    /// The preferences in a table, or the key whose value has the wrong type.
    fn of(table: &Table) -> Result<Self, &'static str> {
        let text = |key: &'static str| match table.get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(key),
        };
        let skipped = match table.get("skipped") {
            None => Some(BTreeSet::new()),
            Some(names) => names.as_array().and_then(|names| {
                names.iter().map(|it| it.as_str().map(str::to_owned)).collect()
            }),
        };
        let skipped = skipped.ok_or("skipped")?;
        Ok(Self { track: text("track")?, last: text("last")?, skipped })
    }

    fn table(&self) -> Table {
        let mut table = Table::new();
        for (key, text) in [("track", &self.track), ("last", &self.last)] {
            table.extend(text.clone().map(|it| (key.to_owned(), Value::String(it))));
        }
        if !self.skipped.is_empty() {
            let names = self.skipped.iter().cloned().map(Value::String).collect();
            table.insert("skipped".to_owned(), Value::Array(names));
        }
        table
    }

    /// Sets the exercise of this name aside, or brings it back.
    pub(crate) fn set_aside(&mut self, exercise: &str, is_aside: bool) {
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
        let text = format!(
            "# Preferences of `cargo xtask`. Git ignores this file.\n{}",
            new.table()
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
