//! The hints and the reference solution of an exercise.

use super::{Course, Exercise};
use crate::terminal::error::Error;
use std::{fs, path::PathBuf};

impl Course {
    /// The hints of an exercise, each with its title. The first one says the least, and
    /// the last one gives away almost everything.
    pub(crate) fn hints(&self, exercise: &Exercise) -> Result<Vec<String>, Error> {
        let text = self.read_given(exercise.hints())?;
        let levels = text.split("\n## ").map(|it| it.trim_start_matches("## "));
        let levels: Vec<_> =
            levels.filter(|it| !it.trim().is_empty()).map(str::to_owned).collect();
        if levels.is_empty() {
            let (exercise, page) = (exercise.name.clone(), exercise.readme());
            return Err(Error::NoHints { exercise, page });
        }
        Ok(levels)
    }

    /// The text of the reference solution.
    pub(crate) fn reference(&self, exercise: &Exercise) -> Result<String, Error> {
        let text = self.read_given(exercise.solution())?;
        // Git on Windows may check files out with CRLF.
        Ok(text.replace("\r\n", "\n"))
    }

    fn read_given(&self, path: PathBuf) -> Result<String, Error> {
        fs::read_to_string(self.root.join(&path))
            .map_err(|error| Error::CannotReadGiven { path, why: error.to_string() })
    }
}
